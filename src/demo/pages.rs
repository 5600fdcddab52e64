//! The shop's pages: one thing to buy, and what became of it.

use std::sync::{MutexGuard, PoisonError};

use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path};
use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Shop;
use super::orders::{Order, Orders, Told};

const PRICE: &str = "SGD 25.90";

/// How a payment looks to a buyer who comes back.
#[derive(Template)]
#[template(path = "demo/order.html")]
struct OrderPage {
    number: usize,
    amount: String,
    headline: &'static str,
    tone: &'static str,
    /// Seconds after which the page asks again; absent when there is nothing to wait for.
    asks_again: Option<u8>,
    can_capture: bool,
    /// Where an unfinished payment goes on.
    pay_url: String,
    payment_id: String,
    status: String,
    captured: String,
    told: Vec<Told>,
    message: String,
}

#[derive(Template)]
#[template(path = "demo/catalogue.html")]
struct CataloguePage {
    price: &'static str,
    message: String,
}

/// What the buyer chose.
#[derive(Deserialize)]
pub(super) struct Wish {
    three_ds: Option<String>,
    manual: Option<String>,
}

pub(super) async fn catalogue() -> HttpResponse {
    show_catalogue(String::new())
}

pub(super) async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .body(include_str!("../../templates/demo/shop.css"))
}

pub(super) async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(include_str!("../../templates/demo/shop.js"))
}

/// Opens an order, asks Antom for a payment, sends the buyer to pay.
pub(super) async fn buy(form: Form<Wish>, shop: Data<Shop>) -> HttpResponse {
    let amount = json!({"currency": "SGD", "value": "2590"});
    let manual = form.manual.is_some();
    let number = lock(&shop).open(amount.clone(), PRICE, manual);
    let request = json!({
        "productCode": "CASHIER_PAYMENT",
        "paymentRequestId": format!("demo-{}-{number}", shop.antom.started()),
        "paymentAmount": amount,
        "paymentMethod": {
            "paymentMethodType": "CARD",
            "paymentMethodMetaData": {"is3DSAuthentication": form.three_ds.is_some()},
        },
        "paymentFactor": {
            "isAuthorization": true,
            "captureMode": if manual { "MANUAL" } else { "AUTOMATIC" },
        },
        "order": {
            "referenceOrderId": format!("ORDER-{number}"),
            "orderDescription": "Two paper lanterns",
            "orderAmount": amount,
            "buyer": {"referenceBuyerId": "demo-buyer"},
        },
        "env": {"terminalType": "WEB", "clientIp": "127.0.0.1"},
        "paymentRedirectUrl": format!("{}/orders/{number}", shop.url),
        "paymentNotifyUrl": format!("{}/hooks/antom", shop.url),
    });
    let answer = shop.antom.call("pay", &request).await;
    match answer
        .as_ref()
        .map(|answer| (text(&answer["normalUrl"]), text(&answer["paymentId"])))
    {
        Ok((url, payment_id)) if !url.is_empty() => {
            lock(&shop).set_payment(number, &payment_id);
            see_other(&url)
        }
        Ok(_) => show_catalogue(refusal(&answer.unwrap_or_default())),
        Err(why) => show_catalogue(why.clone()),
    }
}

/// Shows an order. The redirect that brings a buyer here proves nothing: Antom is asked.
pub(super) async fn order(number: Path<usize>, shop: Data<Shop>) -> HttpResponse {
    show_order(&shop, *number, String::new()).await
}

/// Takes the money of a payment that was authorised only.
pub(super) async fn capture(number: Path<usize>, shop: Data<Shop>) -> HttpResponse {
    let Some(order) = lock(&shop).get(*number).cloned() else {
        return HttpResponse::NotFound().body("no such order");
    };
    let request = json!({
        "captureRequestId": format!("{}-capture", order.payment_id),
        "paymentId": order.payment_id,
        "captureAmount": order.amount,
    });
    let answer = shop.antom.call("capture", &request).await;
    match answer {
        Ok(answer) if answer["result"]["resultStatus"] == "S" => {
            see_other(&format!("/orders/{number}"))
        }
        Ok(answer) => show_order(&shop, *number, refusal(&answer)).await,
        Err(why) => show_order(&shop, *number, why).await,
    }
}

async fn show_order(shop: &Shop, number: usize, message: String) -> HttpResponse {
    let Some(order) = lock(shop).get(number).cloned() else {
        return HttpResponse::NotFound().body("no such order");
    };
    let question = json!({"paymentId": order.payment_id});
    match shop.antom.call("inquiryPayment", &question).await {
        Ok(answer) => show(&order_page(order, &answer, message)),
        Err(why) => show(&order_page(order, &Value::Null, why)),
    }
}

fn order_page(order: Order, answer: &Value, message: String) -> OrderPage {
    let status = text(&answer["paymentStatus"]);
    let captures = answer["transactions"].as_array();
    let captured =
        captures.is_some_and(|all| all.iter().any(|one| one["transactionStatus"] == "SUCCESS"));
    let told_of_capture = order.told.iter().any(|told| told.kind == "CAPTURE_RESULT");
    let (headline, tone) = match status.as_str() {
        "SUCCESS" if captured => ("Thank you! Your payment is complete.", "good"),
        "SUCCESS" if order.manual_capture => (
            "Payment authorised; the shop has yet to capture it.",
            "good",
        ),
        "SUCCESS" => ("Payment authorised, being captured…", "good"),
        "FAIL" => ("The payment failed.", "bad"),
        "CANCELLED" => ("The payment was cancelled.", "bad"),
        _ => ("We are waiting for your payment…", "wait"),
    };
    let settled = told_of_capture
        || matches!(status.as_str(), "FAIL" | "CANCELLED") && !order.told.is_empty();
    OrderPage {
        number: order.number,
        amount: order.amount_text,
        headline,
        tone,
        asks_again: (!settled && message.is_empty()).then_some(2),
        can_capture: order.manual_capture && status == "SUCCESS" && !captured,
        pay_url: text(&answer["redirectActionForm"]["redirectUrl"]),
        payment_id: order.payment_id,
        status,
        captured: if captured { "yes" } else { "not yet" }.to_owned(),
        told: order.told,
        message,
    }
}

/// What a shop's own people want to read of a refusal.
fn refusal(answer: &Value) -> String {
    let result = &answer["result"];
    let (code, message) = (text(&result["resultCode"]), text(&result["resultMessage"]));
    format!("Antom refused: {code}. {message}")
}

fn show_catalogue(message: String) -> HttpResponse {
    show(&CataloguePage {
        price: PRICE,
        message,
    })
}

fn show(page: &impl Template) -> HttpResponse {
    match page.render() {
        Ok(html) => HttpResponse::Ok()
            .content_type("text/html; charset=utf-8")
            .body(html),
        Err(error) => {
            HttpResponse::build(StatusCode::INTERNAL_SERVER_ERROR).body(error.to_string())
        }
    }
}

fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, to))
        .finish()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

pub(super) fn lock(shop: &Shop) -> MutexGuard<'_, Orders> {
    shop.orders.lock().unwrap_or_else(PoisonError::into_inner)
}
