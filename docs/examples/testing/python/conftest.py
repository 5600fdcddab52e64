"""Fixtures: the sandbox once, a merchant and a shop for each test."""

import pytest

from sandbox import Sandbox
from shop import Shop


@pytest.fixture(scope="session")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def merchant(sandbox):
    merchant = sandbox.merchant()
    yield merchant
    findings = merchant.findings()
    merchant.remove()
    assert findings == [], "the shop did something wrong"


@pytest.fixture
def shop(merchant):
    # YOUR SHOP: configure and start it here, and let it listen for notifications.
    shop = Shop(
        gateway_url=merchant.gateway_url,
        client_id=merchant.client_id,
        private_key=merchant.private_key,
        antom_public_key=merchant.antom_public_key,
    )
    shop.start()
    yield shop
    shop.stop()
