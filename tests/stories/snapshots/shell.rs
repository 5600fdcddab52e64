//! Snapshots from a shell.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::app::Folder;
use crate::support::program::{Said, run};
use crate::support::{App, Shop};

fn words<'a>(shop: &'a Shop, words: &[&'a str]) -> Vec<&'a str> {
    let admin = &App::shared().admin;
    let target = ["--admin", admin.as_str(), "--merchant", &shop.client_id];
    [words, &target].concat()
}

fn client(shop: &Shop, own: &[&str]) -> Said {
    run(&words(shop, own))
}

#[test]
fn a_world_is_saved_into_a_file_and_restored_from_it() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let file = folder.file("world.json", "");
    shop.pay(&shop.order("lt-pay-1"));
    let saved = client(&shop, &["snapshot", "save", &file]);
    assert_eq!((saved.code, saved.err.as_str()), (Some(0), ""));
    assert!(
        saved.out.contains("has 1 payments") && saved.out.contains(&file),
        "{}",
        saved.out
    );
    let text = fs::read_to_string(&file).expect("it was written");
    let world: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(world, shop.admin.get("/snapshot"));

    shop.pay(&shop.order("lt-pay-2"));
    let restored = client(&shop, &["snapshot", "restore", &file]);
    assert_eq!((restored.code, restored.err.as_str()), (Some(0), ""));
    assert_eq!(shop.admin.get("/snapshot"), world);
    assert!(
        restored.out.contains("2026-11-23T02:00:00Z"),
        "{}",
        restored.out
    );
    let json = client(&shop, &["snapshot", "restore", &file, "--json"]);
    assert_eq!(json.json(), shop.admin.get(""));
}

#[test]
fn a_world_goes_through_a_pipe() {
    let (shop, other) = (Shop::open(), Shop::open());
    shop.pay(&shop.order("lt-pay-1"));
    let saved = client(&shop, &["snapshot", "save", "-"]);
    assert_eq!(saved.json(), shop.admin.get("/snapshot"));
    let mut restoring = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"))
        .args(words(&other, &["snapshot", "restore", "-"]))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program can be run");
    let mut input = restoring.stdin.take().expect("it has an input");
    input.write_all(saved.out.as_bytes()).expect("it is read");
    drop(input);
    let ended = restoring.wait_with_output().expect("it ends");
    assert!(ended.status.success());
    assert_eq!(other.admin.get("")["payments"], 1);
}

#[test]
fn what_cannot_be_restored_is_told_and_so_is_a_file_that_is_not_there() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let file = folder.file("other.json", "{}");
    let said = client(&shop, &["snapshot", "restore", &file]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("this is no snapshot"), "{}", said.err);
    let said = client(&shop, &["snapshot", "restore", "no-such.json"]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("no-such.json"), "{}", said.err);
    let nowhere = format!("{file}/world.json");
    let said = client(&shop, &["snapshot", "save", &nowhere]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains(&nowhere), "{}", said.err);
}
