package com.genericcorp.hub.api.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class TenantValidationIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "-abc",
                "abc-",
                "1abc",
                "Abc",
                "a_b",
                "äbc",
                "a b",
                "",
                "a.b",
                "a2345678901234567890123456789012345678901"
            })
    void refusesASlugOfAnotherForm(String slug) {
        create(TenantBodies.of(slug)).isInvalid("/slug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "api", "www", "hub", "status", "login"})
    void refusesAReservedSlug(String slug) {
        create(TenantBodies.of(slug)).isInvalid("/slug");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "plan":"gratis"                       | /plan
            "plan":null                           | /plan
            "plan":["beta"]                       | /plan
            "admin_email":"nobody"                | /admin_email
            "admin_email":"a@b@c"                 | /admin_email
            "name":""                             | /name
            "name":"  "                           | /name
            "name":null                           | /name
            "name":7                              | /name
            "name":true                           | /name
            "name":{}                             | /name
            "name":"a\\u0000b"                    | /name
            "name":"a\\ud800b"                    | /name
            """)
    void namesTheFieldThatIsWrong(String field, String pointer) {
        String name = field.substring(0, field.indexOf(':'));
        String body = TenantBodies.of(TenantBodies.freshSlug()).replaceFirst(name + ":\"[^\"]*\"", "§");

        create(body.replace("§", field)).isInvalid(pointer);
    }

    @Test
    void namesEveryFieldThatIsMissing() {
        create("{}").isInvalid("/admin_email", "/name", "/plan", "/slug");
    }

    @Test
    void refusesAnUnknownField() {
        String body = TenantBodies.of(TenantBodies.freshSlug());

        create(body.replace("}", ",\"colour/~\":1}")).isInvalid("/colour~1~0");
        create(body.replace("admin_email", "adminEmail")).isInvalid("/adminEmail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"text\"", "true"})
    void refusesADocumentThatIsNoObject(String body) {
        create(body).isInvalid("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'slug':1}", "{\"slug\":}", "plain", "{\"slug\":\"a\",}"})
    void refusesWhatIsNotJson(String body) {
        create(body).isProblem(400, "bad-request");
    }

    @Test
    void refusesWhatFollowsTheDocument() {
        String body = TenantBodies.of(TenantBodies.freshSlug());

        create(body + "{}").isProblem(400, "bad-request");
        create(body + " x").isProblem(400, "bad-request");
    }

    @Test
    void refusesAFieldGivenTwice() {
        String body = TenantBodies.of(TenantBodies.freshSlug());

        create(body.replace("}", ",\"name\":\"Other\"}")).isProblem(400, "bad-request");
    }

    @Test
    void refusesABodyOverOneMebibyteAndTakesOneOfExactlyThat() {
        String body = TenantBodies.of(TenantBodies.freshSlug());
        String exact = body + " ".repeat((1 << 20) - body.length());

        create(exact + " ").isProblem(413, "payload-too-large");
        create(exact).hasStatus(202);
    }

    @Test
    void refusesAnotherContentType() {
        byte[] body = TenantBodies.of(TenantBodies.freshSlug()).getBytes(UTF_8);
        Request post = Request.of("POST", "/admin/v1/tenants").asOperator().body(body);

        post.header("Content-Type", "text/plain").send().isProblem(415, "unsupported-media-type");
        post.header("Content-Type", "application/x-www-form-urlencoded")
                .send()
                .isProblem(415, "unsupported-media-type");
        assertThat(post.header("Content-Type", "application/json; charset=utf-8")
                        .send()
                        .status())
                .isEqualTo(202);
    }

    private static Answer create(String body) {
        return Request.post("/admin/v1/tenants", body).asOperator().send();
    }
}
