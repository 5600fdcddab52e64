//! What a page takes for granted: a server that runs, a shop, files of the reader's own.

/// What the reader of a page has done before its first command.
pub(super) struct Reader {
    pub(super) page: &'static str,
    pub(super) before: &'static str,
    pub(super) files: &'static [(&'static str, &'static str)],
}

/// A server with nothing special, as most pages assume.
const STARTED: &str = "antom-sandbox";

/// A shop of the reader's own.
const WITH_SHOP: &str = "in_background listening python3 shop.py\nantom-sandbox";

/// Everybody who goes through a page.
pub(super) const READERS: &[Reader] = &[
    Reader {
        page: "README.md",
        before: WITH_SHOP,
        files: &[(
            "mine.toml",
            "title = \"Mine\"\n[[step]]\nshop = { path = \"/\" }\n",
        )],
    },
    Reader {
        page: "docs/admin-api.md",
        before: include_str!("admin.sh"),
        files: &[
            ("world.toml", include_str!("world.toml")),
            (
                "poor.toml",
                "title = \"Poor buyers\"\n\n[[rule]]\nthen = { issuer = \"USER_BALANCE_NOT_ENOUGH\" }\n",
            ),
        ],
    },
    Reader {
        page: "docs/ci.md",
        before: STARTED,
        files: &[("lanterns.toml", "title = \"Lanterns\"\n")],
    },
    Reader::of("docs/command-line.md", STARTED),
    Reader::of("docs/concepts.md", ""),
    Reader::of("docs/demo.md", ""),
    Reader::of("docs/journeys.md", ""),
    Reader {
        page: "docs/scenarios.md",
        before: "",
        files: &[
            (
                "declined-rule.toml",
                "then = { issuer = \"DO_NOT_HONOR\" }\n",
            ),
            ("other.json", "{\"title\": \"Other\"}"),
        ],
    },
    Reader::of("docs/start.md", ""),
    Reader::of("docs/testing-your-shop.md", ""),
    Reader::of("docs/time.md", ""),
    Reader::of("docs/tls.md", STARTED),
];

impl Reader {
    const fn of(page: &'static str, before: &'static str) -> Self {
        Self {
            page,
            before,
            files: &[],
        }
    }
}
