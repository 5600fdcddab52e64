//! Notifications twice, in vain, too early, and wrong.

use super::Situation;
use crate::demo::stage::{Act, Manner, Step};
use crate::demo::switches::Switch;

const CONTRARY: &str = r#"title = "Paid, and the notification says the contrary"
[[rule]]
then = { notification = { fault = "contradict", type = "PAYMENT_RESULT" }, buyer = "pays" }"#;

const TWICE: &str = r#"title = "Paid, and every notification comes twice"
[[rule]]
then = { notification = { fault = "duplicate", attempt = "all" }, buyer = "closes_tab" }"#;

pub(super) const ALL: &[Situation] = &[
    Situation {
        key: "told-twice",
        title: "Told twice, sent twice",
        teaser: "Each notification comes twice. How many parcels leave?",
        acts: &[
            Act {
                title: "A shop that is not idempotent",
                steps: &[
                    Step::Turn(Switch::NotIdempotent, true),
                    Step::Rules(TWICE),
                    Step::Order("tea", Manner::Plain),
                    Step::Advance("20s"),
                ],
                watch: &["One payment, two parcels."],
            },
            Act {
                title: "The same at a good shop",
                steps: &[
                    Step::Turn(Switch::NotIdempotent, false),
                    Step::Rules(TWICE),
                    Step::Order("tea", Manner::Plain),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "The repeat is acknowledged and nothing is done: one payment, one parcel.",
                ],
            },
        ],
    },
    Situation {
        key: "slow",
        title: "The shop answers too slowly",
        teaser: "It takes twelve seconds over each notification. Antom waits for ten, and so do you.",
        acts: &[
            Act {
                title: "Taken in, and not acknowledged in time",
                steps: &[
                    Step::Turn(Switch::Slow, true),
                    Step::Scenario("buyer-pays"),
                    Step::Order("tea", Manner::Plain),
                    // The second notification is not due yet: one wait is enough.
                    Step::Advance("15s"),
                    Step::Look,
                ],
                watch: &[
                    "Antom hung up after ten seconds: in the dashboard the attempt is a time-out, and the next one is due two minutes after it.",
                    "The shop has read it all the same, and knows that it was paid. An inbox that acknowledges first and works afterwards is never too slow.",
                ],
            },
            Act {
                title: "The shop is quick again",
                steps: &[Step::Turn(Switch::Slow, false), Step::Advance("3m")],
                watch: &[
                    "The same notification came again. The shop knew it, did nothing, and acknowledged it: one parcel.",
                    "The second notification, that the money was taken, was acknowledged at once.",
                ],
            },
        ],
    },
    Situation {
        key: "wrong-answer",
        title: "\"OK\" is not okay",
        teaser: "The shop answers OK. Antom wants something else, and asks for a day.",
        acts: &[
            Act {
                title: "A day of the wrong answer",
                steps: &[
                    Step::Turn(Switch::WrongAnswer, true),
                    Step::Scenario("buyer-closes-tab"),
                    Step::Order("lanterns", Manner::Plain),
                    Step::Advance("25h"),
                ],
                watch: &[
                    "Eight attempts for each notification in a day, every one HTTP 200, none of them acknowledged. The dashboard says what the right answer is.",
                    "The order is paid all the same, and sent once: the shop knows a repeat when it sees one.",
                ],
            },
            Act {
                title: "The right answer",
                steps: &[Step::Turn(Switch::WrongAnswer, false), Step::Resend],
                watch: &["Sent once more, and acknowledged at last."],
            },
        ],
    },
    Situation {
        key: "overtaken",
        title: "Told before it was answered",
        teaser: "The notification is faster than the answer of pay. Does it find its order?",
        acts: &[Act {
            title: "A very fast buyer",
            steps: &[
                Step::Scenario("notification-before-answer"),
                Step::Order("umbrella", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "The diary has the notification's news before the answer of pay.",
                "The shop wrote the order down before it called pay, and found it by its own paymentRequestId: Antom's paymentId it could not know yet.",
            ],
        }],
    },
    Situation {
        key: "contradicted",
        title: "The contrary of the truth",
        teaser: "The shop knows that it was paid. A signed notification says that it failed.",
        acts: &[Act {
            title: "Who is right?",
            steps: &[
                Step::Rules(CONTRARY),
                Step::Order("tea", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "An end that is known is not undone by a notification alone: the shop asked Antom again, and inquiryPayment decided.",
                "The diary has it line by line.",
            ],
        }],
    },
];
