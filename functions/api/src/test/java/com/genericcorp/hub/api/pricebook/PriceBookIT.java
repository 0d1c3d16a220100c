package com.genericcorp.hub.api.pricebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.genericcorp.hub.api.client.Answer;
import com.genericcorp.hub.api.client.Request;
import com.genericcorp.hub.api.client.Stored;
import com.genericcorp.hub.testing.HubServers;
import com.genericcorp.hub.testing.TestServers;
import com.genericcorp.hub.testing.TestTenants;
import com.genericcorp.hub.testing.TestTenants.TestTenant;
import com.genericcorp.hub.usage.Width;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class PriceBookIT {
    private final Instant hour = Width.HOUR.start(Instant.now());

    /** Other tests bring their own. */
    @BeforeEach
    @AfterEach
    void noBooks() {
        Stored.change("delete from public.price_books");
    }

    @Test
    void keepsExactDecimalsAndSaysSo() {
        Answer put = put("""
                {"currency":"EUR","prices":[
                {"meter":"events_ingested","unit_price":"0.000100000000"},
                {"meter":"events_ingested","provider":"github","unit_price":"999999999999.999999999999"},
                {"meter":"api_requests","unit_price":"0"}]}""").hasStatus(200);

        assertThat(put.json().path("prices").toString()).isEqualTo("""
                [{"meter":"api_requests","unit_price":"0"},\
                {"meter":"events_ingested","unit_price":"0.0001"},\
                {"meter":"events_ingested","provider":"github","unit_price":"999999999999.999999999999"}]""");
        assertThat(put.field("effective_from")).isEqualTo(hour.toString());
        assertThat(put.field("created_by")).isEqualTo("operator:olga");
        assertThat(list().at("/data/0")).isEqualTo(put.json());
    }

    @Test
    void isReadBackAsTheSameBook() {
        Answer put = put(book("EUR", hour, "0.1")).hasStatus(200);

        assertThat(put(book("EUR", hour, "0.10")).hasStatus(200).json()).isEqualTo(put.json());
        assertThat(Stored.rows(
                        row -> row.getString(1),
                        "select action from public.audit_log where target = ? order by at",
                        hour.toString()))
                .contains("price_book.put", "price_book.put");
    }

    @Test
    void replacesTheBookOfTheSameHourAndListsThoseToCome() {
        Instant later = hour.plus(Duration.ofDays(1));
        put(book("EUR", hour, "0.1")).hasStatus(200);
        put(book("EUR", later, "0.2")).hasStatus(200);
        put(book("EUR", hour, "0.3")).hasStatus(200);
        put("""
                {"currency":"EUR","effective_from":"%s","prices":[]}""".formatted(later.plus(Duration.ofDays(1)))).hasStatus(200);
        // Over, because another is in force.
        Stored.change(
                "insert into public.price_books (effective_from, currency, created_at, created_by) values (?, 'EUR', ?, 'x')",
                hour.minus(Duration.ofHours(1)),
                hour);

        List<String> books = list().path("data")
                .valueStream()
                .map(book -> book.path("effective_from").asText() + " "
                        + book.at("/prices/0/unit_price").asText("none"))
                .toList();

        assertThat(books).containsExactly(later.plus(Duration.ofDays(1)) + " none", later + " 0.2", hour + " 0.3");
    }

    /** What was counted of the running hour already, what was not, and what is over. */
    @Test
    void setsTheCostOfTheRunningHourAtOnce() {
        TestTenant tenant = TestTenants.create(TestServers.shared());
        Request.post("/v1/events", """
                {"type":"order.paid","data":{}}""").as(tenant).send().hasStatus(202);

        put(book("EUR", hour, "0.25")).hasStatus(200);
        JsonNode first = Request.get("/v1/usage?meter=events_ingested")
                .as(tenant)
                .send()
                .json()
                .at("/data/0/cost");
        put(book("EUR", hour, "0.5")).hasStatus(200);
        JsonNode second = Request.get("/v1/usage?meter=events_ingested")
                .as(tenant)
                .send()
                .json()
                .at("/data/0/cost");

        assertThat(first.toString()).isEqualTo("""
                {"amount":"0.25","currency":"EUR"}""");
        assertThat(second.path("amount").asText()).isEqualTo("0.5");
    }

    @Test
    void staysInOneCurrency() {
        put(book("EUR", hour, "0.1")).hasStatus(200);

        put(book("USD", hour.plus(Duration.ofHours(1)), "0.1")).isProblem(409, "conflict");
        put(book("USD", hour, "0.1")).isProblem(409, "conflict");
        assertThat(list().path("data")).hasSize(1);
    }

    @Test
    void letsACurrencyBeCorrectedInWhichNothingEverHadAPrice() {
        put(book("USD", hour.plus(Duration.ofHours(1)), "0.1")).hasStatus(200);
        put(book("USD", hour.plus(Duration.ofHours(2)), "0.1")).hasStatus(200);
        put("""
                {"currency":"USD","prices":[]}""").hasStatus(200);

        put(book("EUR", hour, "0.2")).hasStatus(200);

        assertThat(list().path("data")
                        .valueStream()
                        .map(book -> book.path("currency").asText()))
                .containsExactly("EUR");
        put(book("USD", hour, "0.1")).isProblem(409, "conflict");
    }

    @Test
    void leavesHoursThatAreOverAsTheyAre() {
        put(book("EUR", hour.minus(Duration.ofHours(1)), "0.1")).isInvalid("/effective_from");
        put(book("EUR", hour.plusSeconds(1), "0.1")).isInvalid("/effective_from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1.",
                ".5",
                "01",
                "00",
                "-1",
                "+1",
                "1e3",
                "1,5",
                "NaN",
                "0.0000000000001",
                "1000000000000",
                "٣",
                "1 "
            })
    void refusesWhatIsNoPrice(String price) {
        put(book("EUR", hour, price)).isInvalid("/prices/0/unit_price");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"currency\":\"eur\",\"prices\":[]}|/currency",
                "{\"currency\":\"EURO\",\"prices\":[]}|/currency",
                "{\"currency\":\"EUR\",\"prices\":[{\"meter\":\"requests\",\"unit_price\":\"1\"}]}|/prices/0/meter",
                "{\"currency\":\"EUR\",\"prices\":[{\"meter\":\"api_requests\",\"unit_price\":1}]}|/prices/0/unit_price",
                "{\"currency\":\"EUR\",\"prices\":[{\"meter\":\"api_requests\",\"provider\":\"\",\"unit_price\":\"1\"}]}|/prices/0/provider",
                "{\"currency\":\"EUR\",\"prices\":[{\"meter\":\"api_requests\",\"unit_price\":\"1\"},{\"meter\":\"api_requests\",\"provider\":null,\"unit_price\":\"2\"}]}|/prices/1"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        put(body).isInvalid(pointer);
        assertThat(list().path("data")
                        .valueStream()
                        .map(book -> book.path("effective_from").asText()))
                .doesNotContain(hour.toString());
    }

    private static String book(String currency, Instant from, String price) {
        return """
                {"currency":"%s","effective_from":"%s","prices":[{"meter":"events_ingested","unit_price":"%s"}]}""".formatted(currency, from, price);
    }

    private static Answer put(String body) {
        return Request.of("PUT", "/admin/v1/price-book")
                .header("Content-Type", "application/json")
                .body(body.getBytes(UTF_8))
                .asOperator()
                .send();
    }

    private static JsonNode list() {
        return Request.get("/admin/v1/price-book")
                .asOperator()
                .send()
                .hasStatus(200)
                .json();
    }
}
