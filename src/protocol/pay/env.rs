//! `env`: the device on which the buyer pays (file 02 §1.3 of the protocol notes).

use super::super::fields::Node;
use super::Reading;
use crate::gateway::Terminal;

const COLOR_DEPTHS: [i64; 9] = [1, 4, 8, 15, 16, 24, 30, 32, 48];

/// The terminal, and its `osType`, which only phones need. Of a browser some shops write `WEB`
/// there, too; no other terminal has that.
pub(in crate::protocol) fn read_terminal(env: Node<'_>, strict: bool) -> Option<Terminal> {
    let terminal = env.field("terminalType").one_of(&Terminal::NAMES);
    let is_web = terminal.is_none_or(|terminal| terminal == "WEB");
    let field = env.field("osType");
    if strict || !is_web || !field.is_text("WEB") {
        let os = field.one_of(&["IOS", "ANDROID"]);
        if strict && !is_web && os.is_none() {
            field.problem("must be IOS or ANDROID unless terminalType is WEB");
        }
    }
    terminal.and_then(Terminal::named)
}

/// `env` has its place at the top; older samples show it inside `order`.
pub(super) fn read(root: Node<'_>, order: Node<'_>, reading: &Reading) {
    let strict = reading.strict;
    let inside_order = order.field("env");
    let top = root.field("env");
    let env = if top.is_present() || !inside_order.is_present() {
        let top = if reading.insists { top.required() } else { top };
        top.object()
    } else {
        inside_order.object()
    };
    env.field("terminalType").required();
    read_terminal(env, strict);
    let ip = env.field("clientIp").text(64);
    if strict && ip.is_none() {
        env.field("clientIp")
            .problem("is required for cards: the buyer's address");
    }
    let depth = env.field("colorDepth").integer(1, 48);
    if depth.is_some_and(|depth| !COLOR_DEPTHS.contains(&depth)) {
        env.field("colorDepth")
            .problem("must be 1, 4, 8, 15, 16, 24, 30, 32 or 48");
    }
    env.field("screenHeight").integer(1, i64::from(i32::MAX));
    env.field("screenWidth").integer(1, i64::from(i32::MAX));
    env.field("timeZoneOffset").integer(-720, 720);
    for (name, max) in [
        ("deviceBrand", 64),
        ("deviceModel", 128),
        ("deviceTokenId", 64),
        ("deviceLanguage", 32),
        ("deviceId", 64),
        ("extendInfo", 2048),
    ] {
        env.field(name).text(max);
    }
    let browser = env.field("browserInfo").object();
    browser.field("acceptHeader").text(2048);
    browser.field("javaEnabled").boolean();
    browser.field("javaScriptEnabled").boolean();
    // Antom's own plugin for Magento sends the whole Accept-Language of the browser.
    browser
        .field("language")
        .text(if strict { 32 } else { 2048 });
    browser.field("userAgent").text(2048);
}
