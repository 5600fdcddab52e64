//! How the commands look: completions, manual pages, colours.

use std::process::{Command, Output, Stdio};

use crate::process::{program, setting, skip};
use crate::support::app::Folder;
use crate::support::program::{printed, run};
use crate::support::{App, Shop};

/// How every escape sequence of a terminal begins.
const ESCAPE: char = '\u{1b}';

/// Runs a client command for a shop's merchant, its output piped, with these settings around it.
fn shown(shop: &Shop, words: &[&str], around: &[(&str, &str)]) -> String {
    let output: Output = program()
        .args(words)
        .args([
            "--admin",
            &App::shared().admin,
            "--merchant",
            &shop.client_id,
        ])
        .envs(around.iter().copied())
        .output()
        .expect("the program can be run");
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Whether a tool of the system is there.
fn has(tool: &str) -> bool {
    let mut version = Command::new(tool);
    version.arg("--version").stdout(Stdio::null());
    let is_there = version.status().is_ok();
    if !is_there {
        skip(&format!("it needs {tool}, which is not here"));
    }
    is_there
}

#[test]
fn a_shell_completes_commands_flags_and_scenarios() {
    if !has("bash") {
        return;
    }
    let folder = Folder::new();
    let script = folder.file("completions", &printed(&["completions", "bash"]));
    let completed = |typed: &str| {
        let ask = format!(
            "source {script}; COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             last=${{COMP_WORDS[$COMP_CWORD]}}; _antom__sandbox antom-sandbox \"$last\" \"\"; \
             echo \"${{COMPREPLY[*]}}\""
        );
        let output = Command::new("bash").args(["-c", &ask]).output();
        let output = output.expect("bash runs");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors, "", "{typed}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(completed("antom-sandbox wat"), "watch");
    assert_eq!(completed("antom-sandbox clock adv"), "advance");
    assert_eq!(completed("antom-sandbox payments pay --ot"), "--otp");
    let flag = completed("antom-sandbox payments cancel-challenge --mer");
    assert_eq!(flag, "--merchant");
    assert_eq!(completed("antom-sandbox --heade"), "--header-time");
    let scenarios = completed("antom-sandbox scenario show pay-answer-lo");
    assert_eq!(scenarios, "pay-answer-lost");
    for (shell, begin) in [("zsh", "#compdef antom-sandbox"), ("fish", "# Print")] {
        let script = printed(&["completions", shell]);
        assert!(script.starts_with(begin), "{script}");
        assert!(script.contains("advance"), "{shell}");
    }
    assert_eq!(run(&["completions", "cmd"]).code, Some(2));
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let page = printed(&["man"]);
    assert!(page.contains(".TH antom-sandbox 1"), "{page}");
    let folder = Folder::new();
    let pages = format!("{}/man1", folder.text());
    assert_eq!(printed(&["man", "--out", &pages]), "");
    for name in [
        "antom-sandbox",
        "antom-sandbox-serve",
        "antom-sandbox-clock-advance",
    ] {
        let file = format!("{pages}/{name}.1");
        let text = std::fs::read_to_string(&file).expect("the page is there");
        assert!(text.contains(&format!(".TH {name} 1")), "{text}");
        if setting("PATH").is_some() && has("groff") {
            let groff = Command::new("groff")
                .args(["-man", "-Tutf8", "-P-cbu", "-ww", &file])
                .output()
                .expect("groff runs");
            assert_eq!(String::from_utf8_lossy(&groff.stderr), "", "{name}");
            assert!(String::from_utf8_lossy(&groff.stdout).contains("SYNOPSIS"));
        }
    }
}

#[test]
fn colours_are_for_terminals_unless_they_are_asked_for() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let forced = ("CLICOLOR_FORCE", "1");
    for words in [
        &["payments"][..],
        &["payments", "show", "lt-pay-1"],
        &["events"],
        &["requests", "show", "req-1"],
        &["clock"],
        &["contract"],
    ] {
        let plain = shown(&shop, words, &[]);
        assert!(!plain.contains(ESCAPE), "{plain}");
        let painted = shown(&shop, words, &[forced]);
        assert_eq!(
            painted.contains(ESCAPE),
            words[0] != "contract",
            "{painted}"
        );
        // A wish for none is stronger, and what programs read has none whatever is wished.
        assert_eq!(shown(&shop, words, &[forced, ("NO_COLOR", "1")]), plain);
        let json = shown(&shop, &[words, &["--json"]].concat(), &[forced]);
        assert!(!json.contains(ESCAPE), "{json}");
    }
    let painted = shown(&shop, &["payments"], &[forced]);
    assert!(painted.contains("\u{1b}[32mSUCCESS\u{1b}[0m"), "{painted}");
}

#[test]
fn whoever_asks_the_wrong_server_is_told_which_is_the_right_one() {
    let app = App::shared();
    let said = run(&["clock", "--admin", &app.http]);
    assert_eq!(said.code, Some(1));
    for told in [
        app.http.as_str(),
        "is the gateway",
        "behind \"admin\"",
        "ANTOM_SANDBOX_ADMIN",
    ] {
        assert!(said.err.contains(told), "{}", said.err);
    }
    let said = run(&["payments", "--admin", "127.0.0.1:1"]);
    for told in ["http://127.0.0.1:1", "antom-sandbox serve", "--admin URL"] {
        assert!(said.err.contains(told), "{}", said.err);
    }
    let said = run(&["readyz", "--admin", &app.admin, "--json"]);
    assert_eq!(said.json()["status"], "ready");
}
