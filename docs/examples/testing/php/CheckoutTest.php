<?php

declare(strict_types=1);

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/AntomSandbox.php';

/** What has to work in every shop that takes cards. */
final class CheckoutTest extends TestCase
{
    private AntomSandbox $antom;
    private string $shop;

    protected function setUp(): void
    {
        $this->shop = getenv('SHOP') ?: 'http://127.0.0.1:3000'; // YOUR SHOP
        $this->antom = new AntomSandbox(getenv('ANTOM_SANDBOX_ADMIN') ?: 'http://127.0.0.1:8090');
        $this->antom->reset();
    }

    protected function assertPostConditions(): void
    {
        self::assertSame([], $this->antom->findings(), 'the shop did something wrong');
    }

    /** YOUR SHOP: whatever makes it call `pay`. */
    private function order(string $amount): array
    {
        return AntomSandbox::ask('POST', "$this->shop/orders", ['amount' => $amount]);
    }

    private function assertOrder(array $order, string $status, int $shipments): void
    {
        $now = AntomSandbox::ask('GET', "$this->shop/orders/{$order['id']}");
        self::assertSame([$status, $shipments], [$now['status'], $now['shipments']]);
    }

    public function testAPaidOrderIsShipped(): void
    {
        $order = $this->order('2590');
        $this->antom->buyer('pay');
        $this->antom->advance('10s'); // both notifications are due after 3 to 5 seconds
        self::assertSame('CAPTURED', $this->antom->newest()['stage']);
        $this->assertOrder($order, 'SHIPPED', 1);
    }

    public function testALostNotificationIsTakenOnce(): void
    {
        $this->antom->arm(['then' => ['notification' => [
            ['fault' => 'drop', 'attempt' => 1],
            ['fault' => 'duplicate', 'attempt' => 2],
        ]]]);
        $order = $this->order('2590');
        $this->antom->buyer('pay');
        $this->antom->advance('10s');
        $this->assertOrder($order, 'OPEN', 0);
        $this->antom->advance('2m');
        $this->assertOrder($order, 'SHIPPED', 1);
        $this->antom->expect(
            ['notifyType' => 'CAPTURE_RESULT', 'outcome' => 'LOST', 'count' => 1],
            ['notifyType' => 'CAPTURE_RESULT', 'outcome' => 'ACCEPTED', 'count' => 2],
        );
    }

    public function testALostAnswerOfPayMakesNoSecondPayment(): void
    {
        $this->antom->arm(['when' => ['api' => 'pay', 'repeat' => 1], 'then' => ['answer' => 'reset']]);
        $order = $this->order('2590');
        self::assertSame([$order['payUrl']], array_column($this->antom->payments(), 'normalUrl'));
        $this->antom->expect(['api' => 'pay', 'count' => 2]);
    }

    public function testAForgedNotificationIsNotBelieved(): void
    {
        $this->antom->arm(['then' => ['notification' => ['fault' => 'wrong_key', 'attempt' => 1]]]);
        $order = $this->order('2590');
        $this->antom->buyer('pay');
        $this->antom->advance('10s');
        $this->assertOrder($order, 'OPEN', 0);
        $this->antom->expect(['notifyType' => 'PAYMENT_RESULT', 'outcome' => 'REFUSED']);
        $this->antom->advance('2m'); // the true one
        $this->assertOrder($order, 'SHIPPED', 1);
    }

    public function testAnUnpaidOrderEndsAfter14Minutes(): void
    {
        $order = $this->order('2590');
        $this->antom->buyer('leave');
        $this->antom->advance('13m 59s');
        $this->assertOrder($order, 'OPEN', 0);
        $this->antom->advance('10s'); // it closes, and the shop is told
        self::assertSame('EXPIRED', $this->antom->newest()['stage']);
        $this->assertOrder($order, 'FAILED', 0);
    }
}
