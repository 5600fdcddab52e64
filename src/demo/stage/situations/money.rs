//! What happens to money afterwards.

use super::Situation;
use crate::demo::stage::{Act, Manner, Part, Step};

pub(super) const ALL: &[Situation] = &[
    Situation {
        key: "stored-card",
        title: "The card stays on file",
        teaser: "The second order is paid without a page: the shop has a token.",
        acts: &[
            Act {
                title: "The card is stored",
                steps: &[
                    Step::Scenario("buyer-pays"),
                    Step::Order("tea", Manner::Storing),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "The notification has a cardToken. The shop keeps it with the brand and the last four digits, and never sees the number.",
                    "The page \"Cards\" has it now.",
                ],
            },
            Act {
                title: "Paid with a token",
                steps: &[
                    Step::Order("lanterns", Manner::Stored),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "pay answered S at once: no page, no redirect, no code.",
                    "It is notified like any other payment.",
                ],
            },
        ],
    },
    Situation {
        key: "two-refunds",
        title: "Half back, then the rest",
        teaser: "Two refunds of one payment, each told when it arrives.",
        acts: &[
            Act {
                title: "Half of it goes back",
                steps: &[
                    Step::Scenario("buyer-pays"),
                    Step::Order("umbrella", Manner::Plain),
                    Step::Advance("20s"),
                    Step::Refund(Part::Half),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "refund answered U, REFUND_IN_PROCESS: that is no failure. notifyRefund told the end.",
                    "Its notification has no paymentId. The shop found the order by its refundRequestId.",
                ],
            },
            Act {
                title: "And so does the rest",
                steps: &[Step::Refund(Part::Rest), Step::Advance("20s")],
                watch: &["A new refundRequestId for each refund, and never more than was paid."],
            },
        ],
    },
    Situation {
        key: "forgotten",
        title: "The forgotten capture",
        teaser: "The shop captures by hand, and remembers a week too late.",
        acts: &[
            Act {
                title: "Authorised, not captured",
                steps: &[
                    Step::Scenario("buyer-pays"),
                    Step::Order("censer", Manner::ByHand),
                    Step::Advance("20s"),
                ],
                watch: &[
                    "The bank holds the money; nobody has it yet. The order page has a button to take it.",
                ],
            },
            Act {
                title: "Eight days later",
                steps: &[Step::Advance("8d"), Step::Capture],
                watch: &[
                    "AUTH_EXPIRED: after seven days the hold was released, and the buyer has to pay anew.",
                    "authExpiryTime in the inquiry told how long there was.",
                ],
            },
        ],
    },
    Situation {
        key: "second-thoughts",
        title: "Risk control has second thoughts",
        teaser: "Two hours after a good payment, it is a bad one.",
        acts: &[
            Act {
                title: "Paid and sent",
                steps: &[
                    Step::Scenario("late-risk-reversal"),
                    Step::Order("censer", Manner::Plain),
                    Step::Advance("1h"),
                ],
                watch: &["All is well, and the parcel has left."],
            },
            Act {
                title: "Two hours later",
                steps: &[Step::Advance("2h")],
                watch: &[
                    "A notification says F, SUSPECTED_RISK, the contrary of what was known. The shop asked Antom before it believed it.",
                    "Stop the parcel: the money goes back.",
                ],
            },
        ],
    },
    Situation {
        key: "capture-fails",
        title: "Authorised, and no money",
        teaser: "The payment succeeds, its capture does not. paymentStatus says SUCCESS.",
        acts: &[Act {
            title: "The capture fails",
            steps: &[
                Step::Scenario("capture-fails"),
                Step::Order("umbrella", Manner::Plain),
                Step::Advance("20s"),
            ],
            watch: &[
                "Two notifications, a good one of the payment and a bad one of the capture. The parcel stays where it is.",
                "A shop that sends the goods at paymentStatus SUCCESS would have sent them for nothing.",
            ],
        }],
    },
    Situation {
        key: "refund-fails",
        title: "The refund that failed",
        teaser: "Taken as in process, and refused a while later.",
        acts: &[Act {
            title: "Given back, and not",
            steps: &[
                Step::Scenario("refund-fails"),
                Step::Order("lanterns", Manner::Plain),
                Step::Advance("20s"),
                Step::Refund(Part::Rest),
                Step::Advance("20s"),
            ],
            watch: &[
                "refund answered U, and notifyRefund told F: the buyer has nothing back, and a new refund with a new id is possible.",
                "U was no success. A shop that tells its buyer \"refunded\" at U tells a lie.",
            ],
        }],
    },
];
