<?php

declare(strict_types=1);

/**
 * A merchant of a running antom-sandbox, for tests. It is a world of its own: keys, clock, scenario, payments,
 * notifications.
 */
final class AntomSandbox
{
    private string $url;

    public function __construct(string $admin = 'http://127.0.0.1:8090', string $clientId = 'default')
    {
        $this->url = "$admin/v1/merchants/$clientId";
    }

    /** Empties the merchant and takes back all that is armed. Keys and clock stay. */
    public function reset(): void
    {
        $this->post('/reset');
    }

    /** All payments, the newest last. */
    public function payments(): array
    {
        return $this->call('GET', '/payments')['items'];
    }

    /** The newest payment; `stage` tells how it stands. */
    public function newest(): array
    {
        $payments = $this->payments();
        return end($payments) ?: throw new RuntimeException('the shop has made no payment');
    }

    /** The robot buyer: pay, decline, submit, challenge, cancel or leave. */
    public function buyer(string $action): array
    {
        return $this->post("/payments/{$this->newest()['paymentId']}/buyer", ['action' => $action]);
    }

    /** Lets time pass. When it returns, the shop has answered everything that came due. */
    public function advance(string $by): array
    {
        return $this->post('/clock/advance', ['by' => $by]);
    }

    /** Arms a rule of the scenario format; `times`, `payment` and `for` limit it. */
    public function arm(array $rule, array $limits = []): array
    {
        return $this->post('/overrides', ['rule' => $rule] + $limits);
    }

    /** Each of these happened, one after the other. */
    public function expect(array ...$events): array
    {
        return $this->post('/expect', ['inOrder' => true, 'events' => $events]);
    }

    /** What the shop did wrong, each with what to do instead. */
    public function findings(): array
    {
        $tell = fn (array $one): string => "{$one['finding']}: {$one['text']}; {$one['instead']}";
        return array_map($tell, $this->call('GET', '/findings')['items']);
    }

    private function post(string $path, ?array $body = null): array
    {
        return $this->call('POST', $path, $body);
    }

    private function call(string $method, string $path, ?array $body = null): array
    {
        return self::ask($method, $this->url . $path, $body);
    }

    /** A question in JSON. The admin API's errors are written for people, so the failed test shows them. */
    public static function ask(string $method, string $url, ?array $body = null): array
    {
        $content = $body === null ? '' : json_encode($body, JSON_THROW_ON_ERROR);
        $http = [
            'method' => $method,
            'header' => 'content-type: application/json',
            'content' => $content,
            'ignore_errors' => true,
            'timeout' => 60,
        ];
        $answer = file_get_contents($url, false, stream_context_create(['http' => $http]));
        $status = (int) explode(' ', $http_response_header[0] ?? '')[1];
        if ($answer === false || $status >= 300) {
            throw new RuntimeException("$method $url: $answer");
        }
        return json_decode($answer, true, flags: JSON_THROW_ON_ERROR);
    }
}
