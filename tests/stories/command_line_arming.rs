//! Scenarios, overrides and forced results from a shell.

use serde_json::json;

use crate::support::app::Folder;
use crate::support::program::{Said, run};
use crate::support::{App, Shop};

/// Runs a client command for a shop's merchant.
fn client(shop: &Shop, words: &[&str]) -> Said {
    let admin = &App::shared().admin;
    let target = ["--admin", admin.as_str(), "--merchant", &shop.client_id];
    run(&[words, &target].concat())
}

fn printed(shop: &Shop, words: &[&str]) -> String {
    let said = client(shop, words);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{words:?}");
    said.out
}

#[test]
fn a_scenario_is_played_from_the_shell_by_name_or_from_a_file() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let file = folder.file("poor buyers.toml", "title = \"Nobody pays\"\n");
    let told = printed(&shop, &["scenario", "use", &file]);
    assert!(
        told.contains("poor buyers") && told.contains("Nobody pays"),
        "{told}"
    );
    assert_eq!(shop.admin.get("")["scenario"], "poor buyers");
    let played = client(&shop, &["scenario", "use", "default", "--json"]).json();
    assert_eq!(played, shop.admin.get("/scenario"));
    let wrong = folder.file("wrong.toml", "titel = \"x\"\n");
    for (name, told) in [
        (wrong.as_str(), "titel"),
        ("no-such", "no-such"),
        ("defualt", "Did you mean default?"),
    ] {
        let said = client(&shop, &["scenario", "use", name]);
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains(told), "{}", said.err);
    }
    assert_eq!(shop.admin.get("")["scenario"], "default");
}

#[test]
fn a_result_is_forced_and_cleared_from_the_shell() {
    let shop = Shop::open();
    let told = printed(&shop, &["force", "cancel", "PROCESS_FAIL", "--for", "90m"]);
    assert_eq!(
        told,
        "every cancel is answered PROCESS_FAIL until 2026-11-23T03:30:00Z\n"
    );
    let listed = printed(&shop, &["force", "list"]);
    assert!(listed.contains("cancel  PROCESS_FAIL  F"), "{listed}");
    assert_eq!(printed(&shop, &["force", "clear", "pay"]), "0 taken back\n");
    assert_eq!(printed(&shop, &["force", "clear"]), "1 taken back\n");
    assert_eq!(printed(&shop, &["force", "list"]), "nothing is forced\n");
    let said = client(&shop, &["force", "cancle", "PROCESS_FAIL"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("did you mean \"cancel\"?"),
        "{}",
        said.err
    );
    assert_eq!(client(&shop, &["force", "cancel"]).code, Some(2));
    // The options stand before a sub-command as well.
    let before = ["force", "--admin", &App::shared().admin, "list", "--json"];
    assert_eq!(run(&before).json(), json!({"items": []}));
}

#[test]
fn a_rule_is_armed_and_taken_back_from_the_shell() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let toml = folder.file("poor.toml", "[then]\nissuer = \"DO_NOT_HONOR\"\n");
    let json = folder.file("poor.json", "{\"then\": {\"issuer\": \"DO_NOT_HONOR\"}}");
    let flags = ["--times", "2", "--payment", "lt-pay-1", "--for", "1h"];
    let add = [&["overrides", "add", toml.as_str()][..], &flags].concat();
    assert_eq!(printed(&shop, &add), "ovr-1 is armed\n");
    assert_eq!(
        printed(&shop, &["overrides", "add", &json]),
        "ovr-2 is armed\n"
    );
    let armed = shop.admin.items("/overrides");
    assert_eq!(armed[0]["rule"], armed[1]["rule"]);
    assert_eq!(armed[0]["expiresAt"], "2026-11-23T03:00:00Z");
    let listed = printed(&shop, &["overrides"]);
    assert!(
        listed.contains("ovr-1     lt-pay-1  2     0     2026-11-23T03:00:00Z"),
        "{listed}"
    );
    assert_eq!(
        printed(&shop, &["overrides", "clear", "ovr-1"]),
        "1 taken back\n"
    );
    assert_eq!(printed(&shop, &["overrides", "clear"]), "1 taken back\n");
    assert_eq!(printed(&shop, &["overrides", "list"]), "nothing is armed\n");
    for words in [["add", "no-such.toml"], ["clear", "ovr-1"]] {
        let said = client(&shop, &[&["overrides"][..], &words].concat());
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains(words[1]), "{}", said.err);
    }
}

#[test]
fn a_contract_is_shown_and_signed_from_the_shell() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let shown = printed(&shop, &["contract"]);
    assert!(
        shown.starts_with("status                ACTIVE\n"),
        "{shown}"
    );
    assert!(!shown.contains("currencies"), "{shown}");
    let told = printed(&shop, &["contract", "sign", r#"{"currencies": ["SGD"]}"#]);
    assert!(told.contains("currencies            [\"SGD\"]\n"), "{told}");
    let file = folder.file("contract.toml", "[amountLimits.SGD]\nmaxAmount = 5000\n");
    let signed = client(&shop, &["contract", "sign", &file, "--json"]).json();
    assert_eq!(signed["amountLimits"]["SGD"]["maxAmount"], "5000");
    assert_eq!(signed["currencies"], json!(null));
    assert_eq!(shop.admin.get("/contract"), signed);
    for (wrong, told) in [
        (r#"{"curencies": []}"#, "did you mean currencies?"),
        (r#"{"currencies": "#, "contract: "),
        ("no-such-file", "neither JSON"),
    ] {
        let said = client(&shop, &["contract", "sign", wrong]);
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains(told), "{}", said.err);
    }
    assert_eq!(shop.admin.get("/contract"), signed);
}

#[test]
fn what_is_wrong_with_a_file_is_told_with_its_place_before_anything_is_armed() {
    let (shop, folder) = (Shop::open(), Folder::new());
    for (text, told) in [
        (
            "[when]\namount = \"25.90\"\n[then]\nisuer = \"SUCCESS\"\n",
            vec![
                ":2:10: when.amount: \"25.90\" is never an amount",
                ":4:1: then.isuer: no such key; did you mean issuer?",
            ],
        ),
        (
            "then = { issuer = DO_NOT_HONOR }",
            vec![
                ":1:19: a text stands in quotation marks; write \"DO_NOT_HONOR\"\n",
                "^",
            ],
        ),
        (
            "{\"then\": {\"issuer\": \"NOPE\"}}",
            vec![":1:21: then.issuer: \"NOPE\" is not a result code of Antom"],
        ),
        (
            "title = \"x\"\n[[rule]]\nthen = { cvv = \"N\" }",
            vec![":1:1: is a whole scenario; write when and then of one rule"],
        ),
    ] {
        let file = folder.file("rule.toml", text);
        let said = client(&shop, &["overrides", "add", &file]);
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
        for told in told {
            assert!(said.err.contains(told), "{told}: {}", said.err);
        }
        assert!(said.err.contains("rule.toml:"), "{}", said.err);
    }
    assert_eq!(shop.admin.items("/overrides").len(), 0);
}
