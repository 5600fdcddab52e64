//! docs/openapi.json describes the routes that the admin API has, and no others.

use std::collections::BTreeMap;

use serde_json::Value;
use syn::visit::{self, Visit};
use syn::{Expr, ExprLit, ExprMethodCall, ItemFn, Lit, LitStr};

use crate::docs::{METHODS, OPENAPI, read, routes};
use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::RustFile;

const ROUTES: &str = "src/web/admin/mod.rs";

/// A method of a path, and where it is declared.
struct Declared {
    function: String,
    method: String,
    path: String,
    line: usize,
}

/// What a file declares: `web::resource("/path").get(…)`, perhaps in a function that a
/// `web::scope("/prefix").configure(function)` puts below a prefix.
#[derive(Default)]
struct Declarations {
    function: String,
    found: Vec<Declared>,
    prefixes: BTreeMap<String, String>,
    bare: Vec<usize>,
}

impl Declarations {
    fn of(file: &RustFile) -> Self {
        let mut declarations = Self::default();
        declarations.visit_file(&file.syntax);
        declarations
    }

    /// `METHOD /full/path` and its line.
    fn operations(&self) -> impl Iterator<Item = (String, usize)> {
        self.found.iter().map(|one| {
            let prefix = self.prefixes.get(&one.function);
            let (method, path) = (one.method.to_uppercase(), &one.path);
            let operation = format!("{method} {}{path}", prefix.map_or("", String::as_str));
            (operation, one.line)
        })
    }

    fn bare_routes(&self) -> impl Iterator<Item = Fault> {
        self.bare.iter().map(|line| Fault {
            file: ROUTES.to_owned(),
            line: *line,
            what: "a bare route answers a wrong method with 404, and this test cannot read it"
                .to_owned(),
            instead: "write .service(web::resource(path).get(handler))".to_owned(),
        })
    }
}

impl<'ast> Visit<'ast> for Declarations {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function = item.sig.ident.to_string();
        visit::visit_item_fn(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        match (method.as_str(), beginning(&call.receiver)) {
            ("route", _) => self.bare.push(call.method.span().start().line),
            ("configure", Some((kind, prefix))) if kind == "scope" => {
                if let Some(Expr::Path(function)) = call.args.first() {
                    let last = function.path.segments.last();
                    let name = last.map(|segment| segment.ident.to_string());
                    self.prefixes
                        .insert(name.unwrap_or_default(), prefix.value());
                }
            }
            (name, Some((kind, path))) if kind == "resource" && METHODS.contains(&name) => {
                self.found.push(Declared {
                    function: self.function.clone(),
                    method,
                    path: path.value(),
                    line: call.method.span().start().line,
                });
            }
            _ => {}
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// What a chain of calls begins with: `web::resource("/path")` is `resource` and its path.
fn beginning(expr: &Expr) -> Option<(String, &LitStr)> {
    match expr {
        Expr::MethodCall(call) => beginning(&call.receiver),
        Expr::Call(call) => match (call.func.as_ref(), call.args.first()) {
            (
                Expr::Path(function),
                Some(Expr::Lit(ExprLit {
                    lit: Lit::Str(path),
                    ..
                })),
            ) => Some((function.path.segments.last()?.ident.to_string(), path)),
            _ => None,
        },
        _ => None,
    }
}

/// The names of path parameters are each file's own: `/a/{id}` is `/a/{}`.
fn nameless(operation: &str) -> String {
    let part = |part: &str| {
        let is_parameter = part.starts_with('{');
        if is_parameter { "{}" } else { part }.to_owned()
    };
    operation.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn differences(file: &RustFile, openapi: &str) -> Vec<Fault> {
    let declarations = Declarations::of(file);
    let declared: Vec<_> = declarations.operations().collect();
    let described = routes(openapi);
    let undescribed = declared.iter().filter(|(operation, _)| {
        let mut described = described.iter();
        !described.any(|other| nameless(other) == nameless(operation))
    });
    let undeclared = described.iter().filter(|operation| {
        let mut declared = declared.iter();
        !declared.any(|(other, _)| nameless(other) == nameless(operation))
    });
    let undescribed = undescribed.map(|(operation, line)| Fault {
        file: ROUTES.to_owned(),
        line: *line,
        what: format!("{operation} is not in {OPENAPI}"),
        instead: "describe it there and in docs/admin-api.md".to_owned(),
    });
    let undeclared = undeclared.map(|operation| Fault {
        file: OPENAPI.to_owned(),
        line: line_of(openapi, operation),
        what: format!("{operation} is no route of {ROUTES}"),
        instead: "delete it here and in docs/admin-api.md, or add the route".to_owned(),
    });
    let bare = declarations.bare_routes();
    undescribed.chain(undeclared).chain(bare).collect()
}

/// Where the path of an operation stands.
fn line_of(openapi: &str, operation: &str) -> usize {
    let path = operation.split_whitespace().last().unwrap_or_default();
    let key = format!("\"{path}\":");
    let found = openapi.lines().position(|line| line.contains(&key));
    found.map_or(1, |index| index + 1)
}

/// Every `$ref` below a value.
fn references(value: &Value) -> Vec<&str> {
    let below: Vec<&Value> = match value {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    let own = value.get("$ref").and_then(Value::as_str);
    own.into_iter()
        .chain(below.into_iter().flat_map(references))
        .collect()
}

fn dangling(document: &Value) -> Vec<&str> {
    let resolves = |reference: &&str| {
        let pointer = reference.strip_prefix('#');
        pointer.is_some_and(|pointer| document.pointer(pointer).is_some())
    };
    let mut all = references(document);
    all.retain(|reference| !resolves(reference));
    all
}

/// Components that no `$ref` leads to.
fn unused(document: &Value) -> Vec<String> {
    let used = references(document);
    let kinds = document["components"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(kind, components)| Some((kind, components.as_object()?)));
    let pointers = kinds.flat_map(|(kind, components)| {
        let pointer = move |name| format!("#/components/{kind}/{name}");
        components.keys().map(pointer)
    });
    pointers
        .filter(|pointer| !used.contains(&pointer.as_str()))
        .collect()
}

fn document() -> Value {
    let text = read(OPENAPI);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{OPENAPI}: {error}"))
}

#[test]
fn openapi_describes_every_route_and_nothing_else() {
    let file = RustFile::parse(ROUTES, &read(ROUTES));
    let declared = Declarations::of(&file).operations().count();
    assert!(declared > 0, "no route is declared in {ROUTES} any more");
    assert_none(&differences(&file, &read(OPENAPI)));
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_used() {
    let document = document();
    let (dangling, unused) = (dangling(&document), unused(&document));
    assert!(
        dangling.is_empty(),
        "{OPENAPI} lacks what these name: {dangling:#?}"
    );
    assert!(
        unused.is_empty(),
        "{OPENAPI} refers to these nowhere; delete them: {unused:#?}"
    );
}

#[test]
fn openapi_has_the_version_of_the_program() {
    let version = &document()["info"]["version"];
    assert_eq!(
        version,
        env!("CARGO_PKG_VERSION"),
        "{OPENAPI}: info.version"
    );
}

#[test]
fn a_difference_is_reported_where_it_stands() {
    let source = "fn top(c: C) {
        c.service(web::resource(\"/a\").get(x).post(y))
            .service(web::scope(\"/s/{me}\").configure(below));
    }
    fn below(c: C) {
        c.service(web::resource(\"/b/{id}\").put(z));
    }";
    let check = |source: &str, openapi: &str| {
        let file = RustFile::parse("src/sample.rs", source);
        differences(&file, openapi)
    };
    let same = r#"{"paths": {"/a": {"get": {}, "post": {}}, "/s/{who}/b/{bId}": {"put": {}}}}"#;
    assert_none(&check(source, same));
    let no_post = same.replace(r#", "post": {}"#, "");
    assert_one(&check(source, &no_post), 2, "POST /a is not in");
    let more = same.replace(r#""put": {}"#, r#""put": {}, "get": {}"#);
    assert_one(&check(source, &more), 1, "GET /s/{who}/b/{bId} is no route");
    let bare = source.replace(
        "c.service(web::resource(\"/b",
        "c.route(\"/x\", web::get()).service(web::resource(\"/b",
    );
    assert_one(&check(&bare, same), 6, "a bare route");
}

#[test]
fn a_dangling_reference_and_an_unused_component_are_found() {
    let sample =
        r##"{"a": [{"$ref": "#/components/schemas/No"}], "components": {"schemas": {"Yes": {}}}}"##;
    let sample: Value = serde_json::from_str(sample).expect("the sample is JSON");
    assert_eq!(dangling(&sample), ["#/components/schemas/No"]);
    assert_eq!(unused(&sample), ["#/components/schemas/Yes"]);
}
