import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs antom-sandbox with one merchant for a test class, and empties the merchant before each test: so a shop that
 * takes long to start is configured once.
 */
final class AntomSandbox implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Process program;
    private String merchant;
    private JsonNode facts;

    /** Port 0 takes any free port, and the ready file tells which. */
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path home = Files.createTempDirectory("antom-sandbox-");
        Path ready = home.resolve("ready.json");
        var words = new ArrayList<>(List.of(
                "antom-sandbox serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped".split(" ")));
        words.addAll(List.of("--log-level", "warn", "--home", home.toString(), "--ready-file", ready.toString()));
        program = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (!Files.exists(ready)) {
            Assertions.assertTrue(program.isAlive(), "antom-sandbox did not start");
            Thread.sleep(10);
        }
        String merchants = JSON.readTree(ready.toFile()).get("admin").asText() + "/v1/merchants";
        facts = ask("POST", merchants, Map.of());
        merchant = merchants + "/" + clientId();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        post("/reset", Map.of());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (program != null) {
            program.destroy();
        }
    }

    String clientId() {
        return facts.get("clientId").asText();
    }

    String merchantPrivateKey() {
        return facts.get("merchantPrivateKey").asText();
    }

    String antomPublicKey() {
        return facts.get("antomPublicKey").asText();
    }

    String gatewayUrl() {
        return facts.get("gatewayUrl").asText();
    }

    /** All payments, the newest last. */
    JsonNode payments() {
        return ask("GET", merchant + "/payments", null).get("items");
    }

    /** The newest payment; `stage` tells how it stands. */
    JsonNode newest() {
        JsonNode payments = payments();
        Assertions.assertFalse(payments.isEmpty(), "the shop has made no payment");
        return payments.get(payments.size() - 1);
    }

    /** The robot buyer: pay, decline, submit, challenge, cancel or leave. */
    void buyer(String action) {
        post("/payments/" + newest().get("paymentId").asText() + "/buyer", Map.of("action", action));
    }

    /** Lets time pass. When it returns, the shop has answered everything that came due. */
    void advance(String by) {
        post("/clock/advance", Map.of("by", by));
    }

    /** Arms a rule of the scenario format, in TOML. */
    void arm(String rule) {
        post("/overrides", Map.of("rule", rule));
    }

    /** Each of these happened, one after the other. */
    void expect(Map<?, ?>... events) {
        post("/expect", Map.of("inOrder", true, "events", events));
    }

    /** What the shop did wrong, each with what to do instead. */
    List<String> findings() {
        var findings = new ArrayList<String>();
        for (JsonNode one : ask("GET", merchant + "/findings", null).get("items")) {
            findings.add(one.get("finding").asText() + ": " + one.get("text").asText() + "; "
                    + one.get("instead").asText());
        }
        return findings;
    }

    private void post(String path, Object body) {
        ask("POST", merchant + path, body);
    }

    /** A question in JSON. The admin API's errors are written for people, so the failed test shows them. */
    static JsonNode ask(String method, String url, Object body) {
        try {
            var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url)).method(method, content).build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + url + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException error) {
            throw new AssertionError(method + " " + url, error);
        }
    }
}
