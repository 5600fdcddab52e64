//! Messages that go astray.

use super::Situation;
use crate::demo::stage::{Act, Manner, Part, Step};
use crate::demo::switches::Switch;

const ANSWER_LOST: &str = r#"title = "The first answer of pay is lost, and the buyer pays"
[[rule]]
when = { api = "pay", attempt = 1, repeat = 1 }
then = { answer = "reset" }
[[rule]]
then = { buyer = "pays" }"#;

const CONTRARY: &str = r#"title = "Paid, and the notification says the contrary"
[[rule]]
then = { notification = { fault = "contradict", type = "PAYMENT_RESULT" }, buyer = "pays" }"#;

const NEVER_TOLD: &str = r#"title = "Paid, and no notification ever arrives"
[[rule]]
then = { notification = { fault = "drop", attempt = "all" }, buyer = "closes_tab" }"#;

const TWICE: &str = r#"title = "Paid, and every notification comes twice"
[[rule]]
then = { notification = { fault = "duplicate", attempt = "all" }, buyer = "closes_tab" }"#;

pub(super) const ALL: &[Situation] = &[
    Situation {
        key: "down",
        title: "The shop was down for an hour",
        teaser: "The buyer paid meanwhile. Antom keeps knocking; who opens, and when?",
        acts: &[
            Act {
                title: "The shop is down, and the buyer pays",
                steps: &[
                    Step::Scenario("buyer-pays"),
                    Step::Order("lanterns", Manner::Plain),
                    Step::Turn(Switch::Down, true),
                    Step::Advance("1h"),
                ],
                watch: &[
                    "The sandbox has the money; the shop knows of nothing.",
                    "Four attempts for each notification met HTTP 503, after 0, 2, 12 and 22 minutes. The inbox has them, unread.",
                ],
            },
            Act {
                title: "The shop is up again",
                steps: &[Step::Turn(Switch::Down, false), Step::Advance("30m")],
                watch: &[
                    "The fifth attempt, an hour after the fourth, was verified and acknowledged. Nobody had to do anything.",
                    "The body is the same each time; request-time and signature are new, so it still verifies.",
                ],
            },
        ],
    },
    Situation {
        key: "answer-lost",
        title: "Paid, but the answer got lost",
        teaser: "The connection breaks right after Antom made the payment. Is there one or not?",
        acts: &[Act {
            title: "The same request again",
            steps: &[
                Step::Rules(ANSWER_LOST),
                Step::Order("tea", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "The order's diary: the first call of pay had no answer, so the shop sent the very same request again.",
                "The same paymentRequestId gets the same payment. There is one, and it is paid once.",
            ],
        }],
    },
    Situation {
        key: "charged-twice",
        title: "Charged twice",
        teaser: "The answer is lost again, and this shop tries again with a new id.",
        acts: &[
            Act {
                title: "A new id, a second payment",
                steps: &[
                    Step::Turn(Switch::NotIdempotent, true),
                    Step::Rules(ANSWER_LOST),
                    Step::Order("lanterns", Manner::Plain),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "Two payments for one order, both captured: the buyer paid double.",
                    "The dashboard marks each as the other's duplicate.",
                ],
            },
            Act {
                title: "The shop gives one back",
                steps: &[
                    Step::Turn(Switch::NotIdempotent, false),
                    Step::Refund(Part::Rest),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "A captured payment is refunded, not cancelled; a third notification tells when the money arrived.",
                    "With the refund the mark of the duplicate is gone.",
                ],
            },
        ],
    },
    Situation {
        key: "forged",
        title: "A forger knocks",
        teaser: "Somebody posts \"paid\" for an order that nobody paid.",
        acts: &[
            Act {
                title: "The shop verifies",
                steps: &[
                    Step::Scenario("buyer-never-comes"),
                    Step::Order("censer", Manner::Plain),
                    Step::Forge,
                ],
                watch: &[
                    "A notify URL is open to all the world. The letter says SUCCESS, and its signature is not Antom's: the shop refused it with HTTP 401.",
                    "The inbox has it with its verdict. The dashboard has nothing: it did not come from there.",
                ],
            },
            Act {
                title: "The same, and the shop verifies nothing",
                steps: &[
                    Step::Turn(Switch::NoVerification, true),
                    Step::Scenario("buyer-never-comes"),
                    Step::Order("censer", Manner::Plain),
                    Step::Forge,
                ],
                watch: &[
                    "A brass censer is on its way, and nobody paid: compare both sides.",
                    "No answer of the shop looked wrong to anybody.",
                ],
            },
            Act {
                title: "A quarter of an hour later",
                steps: &[Step::Advance("15m")],
                watch: &[
                    "Antom closes both payments and tells the truth. For the censer it is too late.",
                    "The switch is still on. Turn it off above when you have seen enough.",
                ],
            },
        ],
    },
    Situation {
        key: "never-told",
        title: "No notification ever comes",
        teaser: "All of them are lost on the way. Who asks, knows.",
        acts: &[
            Act {
                title: "The shop waits to be told",
                steps: &[
                    Step::Turn(Switch::NeverPolls, true),
                    Step::Rules(NEVER_TOLD),
                    Step::Order("umbrella", Manner::Plain),
                    Step::Advance("1h"),
                ],
                watch: &["Paid and captured an hour ago, and the shop still waits."],
            },
            Act {
                title: "The shop asks",
                steps: &[Step::Turn(Switch::NeverPolls, false), Step::Look],
                watch: &[
                    "One inquiryPayment, and the order is complete.",
                    "Ask when the buyer comes back, every two seconds while the page is open, and for all open orders now and then.",
                ],
            },
        ],
    },
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
