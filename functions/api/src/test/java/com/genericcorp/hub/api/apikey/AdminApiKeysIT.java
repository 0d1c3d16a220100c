package com.genericcorp.hub.api.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.ids.TenantId;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class AdminApiKeysIT {
    private final TestTenant tenant = TestTenants.create(TestServers.shared());

    @Test
    void issuesAKeyThatWorksWithinItsScopes() {
        Answer issued = issue("""
                {"name":"events only","scopes":["events"]}""");

        issued.hasStatus(201);
        assertThat(issued.header("Location")).contains("/v1/api-keys/" + issued.field("id"));
        assertThat(issued.header("Cache-Control")).contains("no-store");
        assertThat(issued.field("secret")).startsWith(issued.field("prefix"));
        assertThat(issued.json().path("scopes").toString()).isEqualTo("[\"events\"]");
        assertThat(issued.json().path("expires_at").isNull()).isTrue();
        Request.get("/v1/events").bearer(issued.field("secret")).send().hasStatus(200);
        Request.get("/v1/connections").bearer(issued.field("secret")).send().isProblem(403, "forbidden");
    }

    @Test
    void recordsWhoIssuedTheKey() {
        Answer issued = issue("""
                {"name":"k","scopes":["*"]}""");

        assertThat(Stored.audit(tenant.id()))
                .containsExactly("operator:olga api_key.created " + issued.field("id") + " "
                        + issued.header("X-Request-Id").orElseThrow());
    }

    @Test
    void storesNothingOfTheSecret() {
        Answer issued = issue("""
                {"name":"k","scopes":["*"]}""");

        assertThat(Stored.rows(row -> row.getString(1), "select k::text from public.api_keys k"))
                .noneMatch(row -> row.contains(issued.field("secret").substring(40)));
    }

    @Test
    void takesAnExpiryThatIsAhead() {
        String soon = Instant.now().plusSeconds(3600).toString();

        assertThat(issue("""
                        {"name":"k","scopes":["*"],"expires_at":"%s"}""".formatted(soon)).hasStatus(201).field("expires_at"))
                .startsWith(soon.substring(0, 23));
    }

    @Test
    void keepsAnExpiryToTheMicrosecondWhateverWasAsked() {
        Answer issued = issue("""
                {"name":"k","scopes":["*"],"expires_at":"9999-12-31T23:59:59.9999999Z"}""").hasStatus(201);

        assertThat(issued.field("expires_at")).isEqualTo("9999-12-31T23:59:59.999999Z");
        assertThat(Request.get("/v1/api-keys").as(tenant).send().hasStatus(200).text())
                .contains("\"expires_at\":\"9999-12-31T23:59:59.999999Z\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name":"k","scopes":[]}                                              | /scopes
            {"name":"k","scopes":["everything"]}                                  | /scopes/0
            {"name":"k","scopes":"*"}                                             | /scopes
            {"name":"k"}                                                          | /scopes
            {"name":"k","scopes":[null]}                                          | /scopes/0
            {"name":"k","scopes":[7]}                                             | /scopes/0
            {"name":"","scopes":["*"]}                                            | /name
            {"name":"k","scopes":["*"],"expires_at":"2020-01-01T00:00:00Z"}       | /expires_at
            {"name":"k","scopes":["*"],"expires_at":"soon"}                       | /expires_at
            {"name":"k","scopes":["*"],"expires_at":1900000000}                   | /expires_at
            {"name":"k","scopes":["*"],"expires_at":"+300000000-01-01T00:00:00Z"} | /expires_at
            """)
    void namesTheFieldThatIsWrong(String body, String pointer) {
        issue(body).isInvalid(pointer);
    }

    @Test
    void knowsNoOtherTenant() {
        String body = """
                {"name":"k","scopes":["*"]}""";

        keysOf(new TenantId(UUID.randomUUID()).toString(), body).isProblem(404, "not-found");
        keysOf("nonsense", body).isProblem(404, "not-found");
        Stored.change(
                "update public.tenants set status = 'provisioning' where id = ?",
                tenant.id().uuid());
        issue(body).isProblem(404, "not-found");
    }

    private Answer issue(String body) {
        return keysOf(tenant.id().toString(), body);
    }

    private static Answer keysOf(String tenant, String body) {
        return Request.post("/admin/v1/tenants/" + tenant + "/api-keys", body)
                .asOperator()
                .send();
    }
}
