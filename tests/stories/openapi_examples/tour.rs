//! Everything that the admin API has, once, in an order in which it makes sense.

use serde_json::{Value, json};

use super::{CLIENT_ID, Tour};
use crate::support::shop::START;

/// No body.
pub(super) const NONE: Value = Value::Null;

pub(super) fn at(path: &str) -> String {
    format!("/v1/merchants/{CLIENT_ID}{path}")
}

impl Tour {
    pub(super) fn walk(&mut self) {
        self.merchants();
        self.worlds();
        self.scenarios();
        self.a_payment();
        self.messages();
        self.events();
        self.disputes();
        self.cards();
        self.vaultings();
        self.call("resetMerchant", &at("/reset"), &NONE);
    }

    fn merchants(&mut self) {
        self.call("isReady", "/readyz", &NONE);
        self.call("readCertificateAuthority", "/ca.pem", &NONE);
        self.call_and_cut("listMerchants", "/v1/merchants", &NONE, |list| {
            // The merchant that exists from the start has the time of the wall.
            list["items"][0]["now"] = json!(START);
        });
        let wish = json!({
            "clientId": "checkout-tests-8", "clock": "stepped", "now": START, "seed": 7,
            "notifyUrl": "http://127.0.0.1:3000/hooks/antom",
        });
        for _ in ["made", "there already"] {
            self.call("createMerchant", "/v1/merchants", &wish);
        }
        let mistyped = json!({"clok": "stepped"});
        self.call("createMerchant", "/v1/merchants", &mistyped);
        let long = json!({"clientId": "x".repeat(1 << 20)});
        self.call("createMerchant", "/v1/merchants", &long);
        let page = [("origin", "https://elsewhere.example")];
        let refused = self.send("createMerchant", "/v1/merchants", &page, &json!({}));
        self.keep("createMerchant", &refused, |_| {});
        self.call("readMerchant", &at(""), &NONE);
        self.call("readMerchant", "/v1/merchants/nobody", &NONE);
        self.call("removeMerchant", "/v1/merchants/default", &NONE);
    }

    fn worlds(&mut self) {
        // Of what only the program reads, the beginning is enough.
        self.call_and_cut("takeSnapshot", &at("/snapshot"), &NONE, |world| {
            for part in ["gateway", "requests"] {
                let all = world[part].as_object_mut().expect("fields");
                let first = all.keys().next().cloned();
                all.retain(|name, _| first.as_ref() == Some(name));
            }
        });
        let world = self.shop.admin.get("/snapshot");
        self.call("restoreSnapshot", &at("/snapshot"), &world);
        self.call("restoreSnapshot", &at("/snapshot"), &json!({}));
        self.call("readContract", &at("/contract"), &NONE);
        let one = json!({"currencies": ["SGD"]});
        self.call("changeContract", &at("/contract"), &one);
        let wrong = json!({"currencies": ["dollars"]});
        self.call("changeContract", &at("/contract"), &wrong);
        let still = json!({"pace": "stepped"});
        self.call("changeClock", &at("/clock"), &still);
    }

    fn scenarios(&mut self) {
        self.call_and_cut("listScenarios", "/v1/scenarios", &NONE, |list| {
            list["items"].as_array_mut().expect("a list").truncate(2);
        });
        for name in ["buyer-pays-twice", "no-such"] {
            self.call(
                "readShippedScenario",
                &format!("/v1/scenarios/{name}"),
                &NONE,
            );
        }
        for name in ["buyer-pays-twice", "no-such"] {
            self.call("changeScenario", &at("/scenario"), &json!({ "name": name }));
        }
        self.call("readScenario", &at("/scenario"), &NONE);
        self.call(
            "changeScenario",
            &at("/scenario"),
            &json!({"name": "default"}),
        );
        let rule = json!({"rule": {"then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}}, "times": 1});
        self.call("armOverride", &at("/overrides"), &rule);
        self.call("listOverrides", &at("/overrides"), &NONE);
        for _ in ["there", "gone"] {
            self.call("disarmOverride", &at("/overrides/ovr-1"), &NONE);
        }
        self.call("disarmAllOverrides", &at("/overrides"), &NONE);
        let code = json!({"api": "inquiryPayment", "resultCode": "PROCESS_FAIL", "for": "30m"});
        self.call("forceResult", &at("/forced-results"), &code);
        self.call("listForcedResults", &at("/forced-results"), &NONE);
        self.call("clearForcedResults", &at("/forced-results"), &NONE);
    }

    fn messages(&mut self) {
        self.call("listRequests", &at("/requests"), &NONE);
        for id in ["req-1", "req-9"] {
            self.call("readRequest", &at(&format!("/requests/{id}")), &NONE);
        }
        self.call("listNotifications", &at("/notifications?limit=1"), &NONE);
        for id in ["ntf-1", "ntf-9"] {
            let path = format!("/notifications/{id}");
            self.call("readNotification", &at(&path), &NONE);
        }
        let again = at("/notifications/ntf-1/resend");
        self.call("resendNotification", &again, &json!({}));
    }

    fn events(&mut self) {
        self.call("listEvents", &at("/events?since=1&limit=3"), &NONE);
        for query in ["type=PAYMENT_CAPTURED", "type=REFUND_STARTED&timeout=0s"] {
            let path = at(&format!("/events/wait?{query}"));
            self.call("waitForEvents", &path, &NONE);
        }
        for count in [1, 2] {
            let pay = json!({"api": "pay", "body.paymentAmount.value": "2590", "count": count});
            self.call("expectEvents", &at("/expect"), &json!({"events": [pay]}));
        }
        self.shop.pay_and_buy(&self.order("lt-2"));
        self.call("listFindings", &at("/findings"), &NONE);
    }
}
