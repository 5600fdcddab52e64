"""A tester's program with the client that openapi-python-client made of docs/openapi.json.

`client.py ADMIN_URL CLIENT_ID PAYMENT_ID`: the payment waits for its buyer. Beside it lies the package `sandbox_client`.
"""

import sys

from sandbox_client import Client
from sandbox_client.api.clock import advance_clock
from sandbox_client.api.events import expect_events, list_findings
from sandbox_client.api.merchants import create_merchant, read_merchant, remove_merchant
from sandbox_client.api.notifications import list_notifications
from sandbox_client.api.payments import act_as_buyer, read_payment, wait_for_payment
from sandbox_client.api.scenarios import arm_override
from sandbox_client.models import (
    AdvanceBy,
    BuyerAction,
    BuyerActionAction,
    Error,
    Expectation,
    NewMerchant,
    NewOverride,
    WaitForPaymentUntil,
)

admin, client_id, payment_id = sys.argv[1:]
client = Client(base_url=admin)


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got!r}, not {wanted!r}")


# A payment's life.
rule = NewOverride.from_dict({"rule": {"then": {"capture_delay": "1h"}}, "payment": payment_id})
armed = arm_override.sync(client_id, client=client, body=rule)
expect("armed for", armed.payment, payment_id)
step = act_as_buyer.sync(client_id, payment_id, client=client, body=BuyerAction(action=BuyerActionAction.PAY))
expect("the buyer", step.step.value, "FINISHED")
expect("captured later", read_payment.sync(client_id, payment_id, client=client).stage.value, "AUTHORIZED")
moved = advance_clock.sync(client_id, client=client, body=AdvanceBy(by="2h"))
expect("what happened", "PAYMENT_CAPTURED" in [event.type_.value for event in moved.events], True)
paid = wait_for_payment.sync(client_id, payment_id, client=client, until=WaitForPaymentUntil.NOTIFIED, timeout="1s")
expect("stage", paid.stage.value, "CAPTURED")
told = list_notifications.sync(client_id, client=client).items
expect("told", [one.state.value for one in told if one.payment_id == paid.payment_id], ["ACCEPTED", "ACCEPTED"])
expect("findings", list_findings.sync(client_id, client=client).items, [])

# What is answered instead.
no_such = read_payment.sync(client_id, "no-such", client=client)
expect("an error", (type(no_such), no_such.code.value), (Error, "NOT_FOUND"))
unmet = Expectation.from_dict({"events": [{"type": "PAYMENT_EXPIRED"}]})
missed = expect_events.sync(client_id, client=client, body=unmet)
expect("a miss", (type(missed), missed.code.value), (Error, "NOT_MET"))

# A merchant of its own.
made = create_merchant.sync(client=client, body=NewMerchant(clock="stepped"))
expect("its clock", made.clock, "stepped")
gone = remove_merchant.sync_detailed(made.client_id, client=client)
expect("removed", gone.status_code, 204)
expect("and gone", read_merchant.sync(made.client_id, client=client).code.value, "NOT_FOUND")
print("all as described")
