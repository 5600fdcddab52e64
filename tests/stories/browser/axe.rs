//! Whether everybody can use a page: axe-core looks, in the page itself.

use std::fs;
use std::sync::OnceLock;

use fantoccini::error::CmdError;
use serde_json::json;

use super::patience::{insist, not_yet};
use super::screen::Screen;
use super::{DESK, browse};
use crate::node::installed;
use crate::process::skip;
use crate::support::App;

/// What axe found, one line each: rule, weight, place, help, and what is wrong just there.
const LOOK: &str = "axe.run(document, {resultTypes: ['violations']}).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) => [
        `${rule.id} (${rule.impact}) at ${node.target.join(' ')}: ${rule.help}`,
        ...[...node.any, ...node.all, ...node.none].slice(0, 1).map((check) => check.message),
    ].join('. '))))";

impl Screen {
    /// Fails with everything that axe finds. A browser without scripts is not asked: the same pages
    /// are seen with them.
    pub(super) async fn expect_accessible(&self, page: &str) {
        let Some(axe) = axe() else {
            return;
        };
        if !self.setup.get().runs_scripts {
            return;
        }
        let found = insist(async || self.look(axe).await).await;
        let found = found.unwrap_or_else(|error| panic!("axe cannot look at {page}: {error}"));
        assert!(found.is_empty(), "{page}:\n{}", found.join("\n"));
    }

    /// Not by the standard's way of running scripts: it would hold against axe what the page's own
    /// content security policy forbids.
    async fn look(&self, axe: &str) -> Result<Vec<String>, CmdError> {
        let wish = json!({
            "expression": format!("(() => {{ {axe} }})(); {LOOK}"),
            "awaitPromise": true, "returnByValue": true,
        });
        let answer = self.devtools("Runtime.evaluate", &wish).await?;
        let found: Result<Vec<String>, _> =
            serde_json::from_value(answer["result"]["value"].clone());
        found.map_err(|_| not_yet(&answer["exceptionDetails"].to_string()))
    }
}

/// The program of axe. `None`, and a loud word, where it cannot be installed.
fn axe() -> Option<&'static str> {
    static AXE: OnceLock<Option<String>> = OnceLock::new();
    let axe = AXE.get_or_init(|| {
        let installed = installed("tests/axe", "axe").and_then(|modules| {
            let path = format!("{modules}/axe-core/axe.min.js");
            fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))
        });
        installed.inspect_err(|missing| skip(missing)).ok()
    });
    axe.as_deref()
}

#[test]
fn a_page_without_a_language_is_found() {
    browse(DESK, async |screen| {
        let Some(axe) = axe() else {
            return;
        };
        screen.visit(&App::shared().http).await;
        screen.expect_accessible("landing").await;
        let spoil = "document.documentElement.removeAttribute('lang')";
        screen.run(spoil).await;
        let found = screen.look(axe).await.expect("axe looks");
        assert_eq!(found.len(), 1, "{found:#?}");
        let told = "html-has-lang (serious) at html: <html> element must have a lang attribute.";
        assert!(found[0].starts_with(told), "{found:#?}");
    });
}
