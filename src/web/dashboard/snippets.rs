//! A first payment as a program: with Antom's official clients, and in a shell.
//!
//! Names of packages, classes and methods are those of the clients as they are published:
//! global-open-sdk-java 2.1, -python 1.7, -go 1.2, -php 1.4 and -dotnet 2.1.

use askama::Template;
use url::Url;

/// What a shop is configured with.
pub(super) struct Setup {
    /// Where the gateway is.
    pub(super) gateway: String,
    /// The same over TLS, which some clients insist on.
    pub(super) gateway_tls: String,
    pub(super) client_id: String,
    pub(super) private_key: String,
    pub(super) antom_key: String,
    pub(super) notify_url: String,
}

/// A program to be copied.
pub(super) struct Snippet {
    /// For the page's own use: `curl`, `python`, …
    pub(super) name: &'static str,
    /// What it is called by.
    pub(super) title: &'static str,
    /// How the client gets there, and what else there is to know.
    pub(super) note: &'static str,
    pub(super) code: String,
}

macro_rules! snippets {
    ($($template:ident $path:literal)*) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $template<'a> {
            setup: &'a Setup,
        }
    )*};
}

snippets! {
    Curl "dashboard/snippets/pay.sh"
    Java "dashboard/snippets/Pay.java"
    Python "dashboard/snippets/pay.py"
    Go "dashboard/snippets/pay.go"
    Php "dashboard/snippets/pay.php"
    DotNet "dashboard/snippets/Pay.cs"
}

impl Setup {
    /// All of them.
    pub(super) fn snippets(&self) -> Vec<Snippet> {
        let setup = self;
        let of = |name, title, note, code: askama::Result<String>| {
            Some(Snippet {
                name,
                title,
                note,
                code: code.ok()?,
            })
        };
        let all = [
            of("curl", "curl", CURL, Curl { setup }.render()),
            of("java", "Java", JAVA, Java { setup }.render()),
            of("python", "Python", PYTHON, Python { setup }.render()),
            of("go", "Go", GO, Go { setup }.render()),
            of("php", "PHP", PHP, Php { setup }.render()),
            of("dotnet", ".NET", DOT_NET, DotNet { setup }.render()),
        ];
        all.into_iter().flatten().collect()
    }

    /// The prefix that goes with the client id (file 01 §1 of the protocol notes). The official
    /// clients find it by themselves.
    fn prefix(&self) -> &'static str {
        if self.client_id.starts_with("SANDBOX_") {
            "/ams/sandbox/api"
        } else {
            "/ams/api"
        }
    }

    /// The host alone: the Python client dials port 443 of it whatever else a URL says.
    fn host(&self) -> String {
        let url = Url::parse(&self.gateway_tls).ok();
        let host = url.as_ref().and_then(Url::host_str);
        host.unwrap_or("localhost").to_owned()
    }
}

const CURL: &str = "Paste it into a bash: it needs openssl and curl, nothing else.";
const JAVA: &str = "Maven: com.alipay.global.sdk:global-open-sdk-java. This client takes https only; \
    it does not look at the certificate.";
const PYTHON: &str = "pip install global-open-sdk-python. This client dials port 443 of the host \
    over TLS, whatever port a URL names: start antom-sandbox with --https 127.0.0.1:443, and let \
    SSL_CERT_FILE name the authority of the sandbox.";
const GO: &str = "go get github.com/alipay/global-open-sdk-go";
const PHP: &str = "composer require antom/global-open-sdk-php";
const DOT_NET: &str = "dotnet add package global-open-sdk-dotnet";
