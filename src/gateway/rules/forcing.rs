//! Forced results: one code for every call of one operation, as the error scenario simulation of
//! Antom's console has it (file 10 §3 of the protocol notes). They are armed rules like others.

use jiff::{SignedDuration, Timestamp};

use super::super::operation::Operation;
use super::super::{Gateway, ResultCode};
use super::overrides::{Arming, Override};
use super::playbook::{Rule, Then, When};

/// Why no rule alone can answer a call of this operation with this code, and what to write
/// instead; nothing when it can.
///
/// A hosted `pay` never ends with S, and where the card is in the request S is about a payment
/// (file 02 §7.1 of the protocol notes). An answer that a rule gives makes none.
#[must_use]
pub fn cannot_answer(operation: Operation, code: ResultCode) -> Option<[&'static str; 2]> {
    match (operation, code) {
        (Operation::Pay, ResultCode::Success) => Some([
            "pay cannot answer SUCCESS, for an answer by rule makes no payment",
            "write a refusal, or PAYMENT_IN_PROCESS for an answer without a normalUrl",
        ]),
        (Operation::CreatePaymentSession, ResultCode::Success) => Some([
            "createPaymentSession cannot answer SUCCESS, for an answer by rule makes no session",
            "write a refusal, such as SETTLE_CONTRACT_NOT_MATCH",
        ]),
        _ => None,
    }
}

impl Override {
    /// The operation and its code, if that is all the rule says.
    #[must_use]
    pub fn forced_result(&self) -> Option<(Operation, ResultCode)> {
        let (operation, code) = (self.rule.when.operation?, self.rule.then.result?);
        let simple = rule(operation, code);
        let is_simple = self.rule.when == simple.when && self.rule.then == simple.then;
        let is_for_all = self.payment.is_none() && self.left.is_none();
        (is_simple && is_for_all).then_some((operation, code))
    }
}

impl Gateway {
    /// Answers every call of an operation with this code, for a while or until it is taken back.
    /// An operation has one forced result: a new one takes the place of the old one.
    pub fn force(
        &mut self,
        now: Timestamp,
        operation: Operation,
        code: ResultCode,
        lasts: Option<SignedDuration>,
    ) -> Override {
        self.unforce(now, Some(operation));
        let (name, code_name) = (operation.name(), code.code());
        let arming = Arming {
            rule: rule(operation, code),
            source: format!(
                "when = {{ api = \"{name}\" }}\nthen = {{ result = \"{code_name}\" }}\n"
            ),
            lasts,
            ..Arming::default()
        };
        self.arm(now, arming)
    }

    /// Takes back the forced result of an operation, or all of them; tells how many.
    pub fn unforce(&mut self, now: Timestamp, operation: Option<Operation>) -> usize {
        self.disarm_where(now, |armed| {
            let forced = armed.forced_result();
            forced.is_some_and(|(forced, _)| operation.is_none_or(|wanted| wanted == forced))
        })
    }
}

fn rule(operation: Operation, code: ResultCode) -> Rule {
    Rule {
        about: format!("{} answers {}", operation.name(), code.code()),
        when: When {
            operation: Some(operation),
            ..When::default()
        },
        then: Then {
            result: Some(code),
            ..Then::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::gateway::{Contract, Fields, RetrySchedule, Terms};

    fn gateway() -> (Gateway, Timestamp) {
        let terms = Terms {
            retry: RetrySchedule::never(),
            notify_url: None,
            contract: Contract::default(),
        };
        let gateway = Gateway::new("SANDBOX_A", 7, terms, Arc::default());
        (gateway, "2026-11-23T02:00:00Z".parse().unwrap())
    }

    fn answers(gateway: &mut Gateway, now: Timestamp, operation: Operation) -> Option<ResultCode> {
        let plan = gateway.plan_call(now, operation, &Fields::default());
        plan.result
    }

    #[test]
    fn every_call_of_the_operation_is_answered_so_until_the_time_is_up() {
        let (mut gateway, now) = gateway();
        let half_an_hour = SignedDuration::from_mins(30);
        let code = ResultCode::ProcessFail;
        gateway.force(now, Operation::Cancel, code, Some(half_an_hour));
        for _ in 0..3 {
            assert_eq!(answers(&mut gateway, now, Operation::Cancel), Some(code));
            assert_eq!(answers(&mut gateway, now, Operation::Capture), None);
        }
        let last = now + half_an_hour - SignedDuration::from_nanos(1);
        assert_eq!(answers(&mut gateway, last, Operation::Cancel), Some(code));
        let end = now + half_an_hour;
        assert_eq!(answers(&mut gateway, end, Operation::Cancel), None);
        assert_eq!(gateway.overrides(end).count(), 0);
    }

    #[test]
    fn a_new_one_takes_the_place_of_the_old_one_of_that_operation() {
        let (mut gateway, now) = gateway();
        let (pay, cancel) = (Operation::Pay, Operation::Cancel);
        gateway.force(now, pay, ResultCode::RiskReject, None);
        gateway.force(now, cancel, ResultCode::ProcessFail, None);
        gateway.force(now, pay, ResultCode::UnknownException, None);
        let forced = |gateway: &Gateway| {
            let armed = gateway.overrides(now);
            armed
                .filter_map(Override::forced_result)
                .collect::<Vec<_>>()
        };
        let expected = [
            (cancel, ResultCode::ProcessFail),
            (pay, ResultCode::UnknownException),
        ];
        assert_eq!(forced(&gateway), expected);
        assert_eq!(gateway.unforce(now, Some(pay)), 1);
        assert_eq!(forced(&gateway), expected[..1]);
        assert_eq!(gateway.unforce(now, None), 1);
    }

    #[test]
    fn a_rule_that_says_more_is_none() {
        let (mut gateway, now) = gateway();
        let plain = Arming {
            rule: rule(Operation::Pay, ResultCode::RiskReject),
            ..Arming::default()
        };
        let mut picky = plain.clone();
        picky.rule.when.attempt = Some(crate::gateway::Count::From(2));
        let counted = Arming {
            times: Some(1),
            ..plain.clone()
        };
        let scoped = Arming {
            payment: Some("lt-pay-1".to_owned()),
            ..plain.clone()
        };
        for more in [picky, counted, scoped] {
            assert_eq!(gateway.arm(now, more).forced_result(), None);
        }
        assert!(gateway.arm(now, plain).forced_result().is_some());
        assert_eq!(gateway.unforce(now, None), 1);
        assert_eq!(gateway.overrides(now).count(), 3);
    }
}
