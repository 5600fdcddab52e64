//! The pictures that `consult` names, drawn here: a plate with the brand's name. The brands' own
//! signs are theirs, and no shop should mistake a sandbox's for them.

use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::web::{Path, ServiceConfig};
use actix_web::{HttpResponse, web};

use crate::gateway::CardBrand;

/// What the picture of no brand in particular is called.
const CARD: &str = "card";

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource("/logos/{name}").get(show));
}

async fn show(file: Path<String>) -> HttpResponse {
    let Some(picture) = file.strip_suffix(".svg").and_then(drawn) else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .body("There is no such logo; consult names those that are.\n");
    };
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // A picture that is opened as a page runs nothing and loads nothing.
        .insert_header((CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(picture)
}

/// The picture of this name, in small letters; `None` when no brand is called so.
fn drawn(name: &str) -> Option<String> {
    if name == CARD {
        return Some(plate("Card", 220));
    }
    let brand = CardBrand::all().find(|brand| brand.name().to_lowercase() == name)?;
    // Neighbours in the alphabet get colours that lie apart on the wheel.
    let number = CardBrand::all().position(|one| one == brand)?;
    let hue = usual_hue(brand.name()).unwrap_or(number * 137 % 360);
    Some(plate(&brand.name().replace('_', " "), hue))
}

/// The colour that people think of first with a well-known brand.
fn usual_hue(name: &str) -> Option<usize> {
    match name {
        "VISA" => Some(224),
        "MASTERCARD" => Some(14),
        "MAESTRO" => Some(204),
        "AMEX" => Some(196),
        "JCB" => Some(148),
        "DINERS" => Some(212),
        "DISCOVER" => Some(28),
        "CUP" => Some(352),
        _ => None,
    }
}

/// A card of 96 by 60 with a stripe, a chip and a name, in a colour by its angle on the wheel.
fn plate(name: &str, hue: usize) -> String {
    let label = name
        .split(' ')
        .map(capitalised)
        .collect::<Vec<_>>()
        .join(" ");
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 60" width="96" height="60" role="img" aria-label="{label}"><rect width="96" height="60" rx="6" fill="hsl({hue},55%,30%)"/><path d="M0 46h96v8a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6z" fill="hsl({hue},55%,18%)"/><rect x="8" y="8" width="12" height="9" rx="2" fill="hsl(45,60%,70%)"/><text x="48" y="38" fill="#fff" font-family="sans-serif" font-size="19" font-weight="bold" text-anchor="middle"{squeezed}>{label}</text></svg>
"##,
        squeezed = if label.len() > 7 {
            r#" textLength="84" lengthAdjust="spacingAndGlyphs""#
        } else {
            ""
        },
    )
}

/// `VISA` as `Visa`; abbreviations such as `JCB` stay.
fn capitalised(word: &str) -> String {
    if word.len() <= 3 {
        return word.to_owned();
    }
    let (first, rest) = word.split_at(1);
    format!("{first}{}", rest.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_brand_has_a_picture_of_its_own() {
        let names = CardBrand::all().map(|brand| brand.name().to_lowercase());
        let mut pictures: Vec<_> = names.map(|name| drawn(&name).expect(&name)).collect();
        pictures.push(drawn(CARD).expect("cards as such"));
        let all = pictures.len();
        pictures.sort();
        pictures.dedup();
        assert_eq!(pictures.len(), all);
    }

    #[test]
    fn nothing_else_has_one() {
        for name in ["", "VISA", "../card", "visa.svg", "none"] {
            assert_eq!(drawn(name), None, "{name}");
        }
    }
}
