#!/usr/bin/env bash
# What has to work in every shop that takes cards, with nothing but curl. To try it on the demo shop:
#
#   antom-sandbox demo --clock stepped &
#   bash checkout.sh
set -euo pipefail

# YOUR SHOP, and the merchant that it is configured with.
shop=${SHOP:-http://127.0.0.1:8091}
merchant=${ANTOM_SANDBOX_ADMIN:-http://127.0.0.1:8090}/v1/merchants/${MERCHANT:-default}

# ask METHOD PATH [BODY]: what the admin API answers. Its errors are written for people.
ask() {
  local answer
  if ! answer=$(curl -sS --fail-with-body --noproxy '*' -X "$1" ${3:+-d "$3"} "$merchant$2"); then
    printf '%s\n' "$1 $2: $answer" >&2
    exit 1
  fi
  printf '%s\n' "$answer"
}

# newest FIELD: of the newest payment.
newest() { ask GET '/payments?limit=1' | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

buyer() { ask POST "/payments/$(newest paymentId)/buyer" "{\"action\": \"$1\"}" >/dev/null; }
advance() { ask POST /clock/advance "{\"by\": \"$1\"}" >/dev/null; }
arm() { ask POST /overrides "{\"rule\": $1}" >/dev/null; }
expect() { ask POST /expect "{\"inOrder\": true, \"events\": [$1]}" >/dev/null; }

# The shop is running already, so every test has the same merchant: emptied, and nothing armed.
begin() {
  printf -- '- %s\n' "$1"
  ask POST /reset >/dev/null
}

# Nothing that the shop did is wrong; otherwise the answer tells what, and what to do instead.
end() { expect '{"type": "FINDING", "count": 0}'; }

# YOUR SHOP: whatever makes it call `pay`, and where it tells how an order stands.
buy() { curl -sS --fail --noproxy '*' -o /dev/null -d 'product=lanterns' "$shop/buy"; }
order_says() {
  local page
  page=$(curl -sS --fail --noproxy '*' "$(newest redirectUrl)")
  if [[ $page != *"$1"* ]]; then
    printf '%s\n' "the order does not say \"$1\": $page" >&2
    exit 1
  fi
}

begin 'a paid order is captured'
buy
buyer pay
advance 10s # both notifications are due after 3 to 5 seconds
expect '{"type": "PAYMENT_CAPTURED", "count": 1}'
order_says 'Thank you!'
end

begin 'a notification that was lost comes again, twice'
arm '{"then": {"notification": [{"fault": "drop"}, {"fault": "duplicate", "attempt": 2}]}}'
buy
buyer pay
advance 10s
advance 2m
expect '{"notifyType": "CAPTURE_RESULT", "outcome": "LOST", "count": 1},
        {"notifyType": "CAPTURE_RESULT", "outcome": "ACCEPTED", "count": 2}'
order_says 'Thank you!' # YOUR SHOP: and it was sent once
end

begin 'a forged notification is not believed'
arm '{"then": {"notification": {"fault": "wrong_key", "attempt": 1}}}'
buy
buyer pay
advance 10s
expect '{"notifyType": "PAYMENT_RESULT", "outcome": "REFUSED", "count": 1}'
advance 2m # the true one
expect '{"notifyType": "PAYMENT_RESULT", "outcome": "ACCEPTED", "count": 1}'
end

begin 'an order that nobody pays ends after 14 minutes'
buy
buyer leave
advance 14m
expect '{"type": "PAYMENT_EXPIRED", "count": 1}'
advance 10s # the shop is told
expect '{"notifyType": "PAYMENT_RESULT", "outcome": "ACCEPTED", "count": 1}'
order_says 'The payment failed.'
end
