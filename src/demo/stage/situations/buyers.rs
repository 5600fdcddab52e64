//! Buyers, as they are.

use super::Situation;
use crate::demo::stage::{Act, Manner, Step};

const THREE_DS: &str = r#"title = "The bank asks for a code"
[[rule]]
then = { three_ds = "challenge" }"#;

pub(super) const ALL: &[Situation] = &[
    Situation {
        key: "paid",
        title: "A payment, start to end",
        teaser: "Ordered, paid, captured, told twice. How it looks when nothing goes wrong.",
        acts: &[Act {
            title: "A robot buyer pays",
            steps: &[
                Step::Scenario("buyer-pays"),
                Step::Order("lanterns", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "Two notifications came: one tells that the payment is authorised, one that the money was taken. The shop verified and acknowledged both.",
                "The buyer's way back to the shop proved nothing. The shop asked Antom when he came.",
                "In the picture below every call, step and notification has its place and its time.",
            ],
        }],
    },
    Situation {
        key: "three-ds",
        title: "3DS challenge",
        teaser: "The bank wants a code before it lets the card be charged. You are the buyer.",
        acts: &[
            Act {
                title: "The card is typed, the bank asks",
                steps: &[
                    Step::Rules(THREE_DS),
                    Step::Order("umbrella", Manner::Plain),
                    Step::Buyer("submit"),
                ],
                watch: &[
                    "Open the bank's page from the order and type 123456, or something else and see. Or let the robot do it, below.",
                    "To the shop all this is one payment in process: it only waits.",
                ],
            },
            Act {
                title: "The robot gives the right code",
                steps: &[Step::Buyer("challenge"), Step::Advance("10s")],
                watch: &[
                    "The result now has a threeDSResult with an ECI: the bank answers for fraud, not the shop.",
                    "The shop did nothing for it.",
                ],
            },
        ],
    },
    Situation {
        key: "declined",
        title: "Declined, then another card",
        teaser: "The first card is refused. The buyer stays on the page and takes another.",
        acts: &[Act {
            title: "A declined card, and a good one",
            steps: &[
                Step::Scenario("buyer-retries"),
                Step::Order("tea", Manner::Plain),
                Step::Advance("1m"),
            ],
            watch: &[
                "No notification tells of the declined card: the payment went on, and ended well.",
                "A shop that gives up at the first decline would have lost this sale.",
            ],
        }],
    },
    Situation {
        key: "walked-away",
        title: "The buyer walked away",
        teaser: "Nobody ever pays. What becomes of the order, and of the goods on hold?",
        acts: &[
            Act {
                title: "A quarter of an hour passes",
                steps: &[
                    Step::Scenario("buyer-never-comes"),
                    Step::Order("lanterns", Manner::Plain),
                    Step::Advance("15m"),
                ],
                watch: &[
                    "After 14 minutes Antom closed the payment and told ORDER_IS_CLOSED. Now the shop may sell the goods to somebody else.",
                    "The order page offers to try again.",
                ],
            },
            Act {
                title: "The buyer comes back",
                steps: &[
                    Step::Scenario("buyer-pays"),
                    Step::Again,
                    Step::Advance("20s"),
                ],
                watch: &[
                    "The same order has a second payment, with a new paymentRequestId: the old one is used up.",
                    "The dashboard shows both under one referenceOrderId.",
                ],
            },
        ],
    },
    Situation {
        key: "closed-tab",
        title: "Paid, and the tab is closed",
        teaser: "The buyer pays and never comes back to the shop.",
        acts: &[Act {
            title: "Paid, and gone",
            steps: &[
                Step::Scenario("buyer-closes-tab"),
                Step::Order("tea", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "Nobody came back, and the shop never asked. The notifications alone told it.",
                "A shop that waits for the redirect would not know of its money.",
            ],
        }],
    },
    Situation {
        key: "late-answer",
        title: "An inquiry that lags",
        teaser: "For five minutes Antom's inquiry knows less than its notification.",
        acts: &[Act {
            title: "Told one thing, asked another",
            steps: &[
                Step::Rules(
                    r#"title = "The inquiry lags"
[[rule]]
then = { inquiry_lag = "5m", buyer = "pays" }"#,
                ),
                Step::Order("umbrella", Manner::Plain),
                Step::Advance("20s"),
                Step::Look,
            ],
            watch: &[
                "inquiryPayment said PROCESSING when the buyer came back; the signed notification said SUCCESS.",
                "What is final stays final: the shop does not let an older answer undo it.",
            ],
        }],
    },
];
