//! The texts name no route that the admin API has not.

use crate::docs::{OPENAPI, read, routes};
use crate::fault::{Fault, assert_none, assert_one};
use crate::named::is_guide;
use crate::tree::{TextFile, text_files};

/// Routes as texts write them: `…/` stands for the beginning that all of a merchant's have.
fn unknown_routes(file: &TextFile, routes: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let quotes = line.split('`').skip(1).step_by(2);
        for quote in quotes {
            let Some((method, path)) = quote.split_once(' ') else {
                continue;
            };
            let path = path.split(['?', ' ']).next().unwrap_or_default();
            let is_route = ["GET", "PUT", "POST", "DELETE"].contains(&method)
                && (path.starts_with("/v1/") || path.starts_with("…/"));
            let path = path.replace("/default", "/{clientId}");
            let fits = |route: &&String| match path.strip_prefix('…') {
                Some(end) => route.starts_with(method) && route.ends_with(end),
                None => **route == format!("{method} {path}"),
            };
            if is_route && !routes.iter().any(|route| fits(&route)) {
                faults.push(Fault {
                    file: file.path.clone(),
                    line: index + 1,
                    what: format!("there is no `{quote}`"),
                    instead: format!("see {OPENAPI}"),
                });
            }
        }
    }
    faults
}

#[test]
fn texts_name_no_route_that_does_not_exist() {
    let routes = routes(&read(OPENAPI));
    let files = text_files().into_iter().filter(is_guide);
    let faults = files.flat_map(|file| unknown_routes(&file, &routes));
    assert_none(&faults.collect::<Vec<_>>());
}

#[test]
fn a_route_that_does_not_exist_is_reported() {
    let routes = ["GET /v1/merchants/{clientId}/clock".to_owned()];
    let check = |text: &str| {
        let path = "docs/sample.md".to_owned();
        let text = text.to_owned();
        unknown_routes(&TextFile { path, text }, &routes)
    };
    assert_none(&check(
        "`GET …/clock` and `GET /v1/merchants/default/clock?a=b`",
    ));
    assert_one(&check("`PUT …/clock`"), 1, "there is no `PUT …/clock`");
}
