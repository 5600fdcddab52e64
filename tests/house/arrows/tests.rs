//! The arrow checker seen failing, and seen content.

use super::*;
use crate::fault::assert_one;

fn check(path: &str, text: &str) -> Vec<Fault> {
    let outside = "actix_web core jiff reqwest serde std tokio url";
    let crates = outside.split(' ').map(str::to_owned).collect();
    faults_in(&RustFile::parse(path, text), &crates)
}

#[test]
fn a_good_file_passes() {
    let text = "
        use jiff::Timestamp;
        use super::card::{self, CardNumber};
        use crate::gateway::result::ResultCode;
        #[derive(serde::Serialize)]
        pub(crate) struct Payment { url: String }
        fn due(now: Timestamp, url: &str) -> String { format!(\"{now}{url}\") }
    ";
    assert_none(&check("src/gateway/payment.rs", text));
}

#[test]
fn a_use_of_a_forbidden_room_is_reported_with_file_and_line() {
    let faults = check("src/gateway/pay.rs", "\n\nuse crate::web::pages;");
    assert_one(
        &faults,
        3,
        "src/gateway/pay.rs:3: gateway must not use the room web",
    );
}

#[test]
fn a_path_without_use_is_seen_in_expressions_types_macros_and_attributes() {
    let broken = [
        "fn f() { crate::sandbox::start(); }",
        "struct A(crate::sandbox::Sandbox);",
        "fn f() { let _ = format!(\"{}\", crate::sandbox::start()); }",
        "#[derive(crate::sandbox::Shape)] struct A;",
        "impl crate::sandbox::Shape for u8 {}",
    ];
    for text in broken {
        assert_one(
            &check("src/protocol/pay.rs", text),
            1,
            "protocol must not use the room sandbox",
        );
    }
}

#[test]
fn a_relative_path_does_not_hide_where_it_leads() {
    let faults = check("src/web/api/pay.rs", "use super::super::super::cli;");
    assert_one(&faults, 1, "web must not use the room cli (crate::cli)");
    let nested = check(
        "src/web/api/pay.rs",
        "mod inner {\n use super::super::super::super::cli::run; }",
    );
    assert_one(&nested, 2, "crate::cli::run");
    assert_none(&check(
        "src/web/api/pay.rs",
        "use super::super::pages; use super::signed;",
    ));
}

#[test]
fn a_foreign_crate_is_named_with_the_rooms_that_may_use_it() {
    let faults = check("src/gateway/pay.rs", "fn f() { tokio::spawn(g()); }");
    assert_one(&faults, 1, "gateway must not use the crate tokio");
    assert_one(
        &check("src/web/admin/clock.rs", "use reqwest as http;").split_off(1),
        1,
        "reqwest",
    );
}

#[test]
fn an_exception_holds_for_its_file_only() {
    assert_none(&check(
        "src/cli/serve.rs",
        "use crate::sandbox::merchants::Merchants;",
    ));
    let faults = check(
        "src/cli/clock.rs",
        "use crate::sandbox::merchants::Merchants;",
    );
    assert_one(&faults, 1, "cli must not use the room sandbox");
}

#[test]
fn a_door_is_found_under_an_alias_a_glob_and_a_group() {
    let broken = [
        (
            "use tokio::time;\nfn f() { time::sleep(d); }",
            2,
            "tokio::time::sleep",
        ),
        (
            "use tokio::time::{self, timeout, sleep};",
            1,
            "tokio::time::sleep",
        ),
        ("use std::time::*;", 1, "std::time::*"),
        (
            "use std as s;\nfn f() { s::env::var(\"A\"); }",
            2,
            "std::env::var",
        ),
        (
            "use jiff::Timestamp as T;\nfn f() -> T { T::now() }",
            2,
            "jiff::Timestamp::now",
        ),
        ("fn f() { println!(\"x\"); }", 1, "std::println"),
        (
            "fn f() { tokio::select! { _ = g() => { eprintln!(\"x\") } } }",
            1,
            "std::eprintln",
        ),
        ("use std::fs;", 1, "std::fs"),
        ("use core::net::IpAddr;", 1, "std::net::IpAddr"),
    ];
    for (text, line, part) in broken {
        assert_one(&check("src/sandbox/merchants.rs", text), line, part);
    }
    assert_none(&check(
        "src/sandbox/driver.rs",
        "fn f() { tokio::time::sleep(d); }",
    ));
    assert_none(&check("src/cli/run.rs", "fn f() { println!(\"x\"); }"));
}

#[test]
fn unit_tests_inside_src_are_exempt() {
    let text = "#[cfg(test)] mod tests { use crate::web; fn f() { println!(); } }
                #[cfg(all(test, unix))] use crate::cli;";
    assert_none(&check("src/gateway/pay.rs", text));
    let faults = check("src/gateway/pay.rs", "#[cfg(not(test))] use crate::cli;");
    assert_one(&faults, 1, "the room cli");
}

#[test]
fn a_re_export_of_another_room_is_reported() {
    let faults = check(
        "src/protocol/mod.rs",
        "pub use crate::gateway::amount::Amount;",
    );
    assert_one(&faults, 1, "re-exports crate::gateway::amount::Amount");
}

#[test]
fn a_room_without_a_line_in_the_table_is_reported() {
    assert_one(&check("src/helpers/mod.rs", ""), 1, "belongs to no room");
    assert_one(
        &check("src/web/mod.rs", "use crate::helpers::join;"),
        1,
        "leads to no room",
    );
    assert_one(
        &check("src/web/mod.rs", "use super::*;"),
        1,
        "leads to no room",
    );
}
