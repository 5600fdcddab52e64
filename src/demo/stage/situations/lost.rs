//! Messages that get lost, or come from somebody else.

use super::Situation;
use crate::demo::stage::{Act, Manner, Part, Step};
use crate::demo::switches::Switch;

const ANSWER_LOST: &str = r#"title = "The first answer of pay is lost, and the buyer pays"
[[rule]]
when = { api = "pay", attempt = 1, repeat = 1 }
then = { answer = "reset" }
[[rule]]
then = { buyer = "pays" }"#;

const NEVER_TOLD: &str = r#"title = "Paid, and no notification ever arrives"
[[rule]]
then = { notification = { fault = "drop", attempt = "all" }, buyer = "closes_tab" }"#;

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
                    "The dashboard has two findings, RETRIED_WITHOUT_INQUIRY and PAID_TWICE, each with what to do instead.",
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
                    "The buyer has paid once. The order may still be given back as a whole.",
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
];
