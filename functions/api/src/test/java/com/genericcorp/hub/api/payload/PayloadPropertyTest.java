package com.genericcorp.hub.api.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.genericcorp.hub.problem.Refusal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PayloadPropertyTest {
    private static final PayloadReader READER = PayloadReader.of(List.of("/a", "/b/a", "/b/b"));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The reader of a whole tree is the oracle: it agrees wherever the value is a text. */
    @Property
    void findsWhatATreeWouldHold(@ForAll("trees") JsonNode tree) throws JsonProcessingException {
        PayloadFields fields = READER.read(JSON.writeValueAsBytes(tree));

        for (String pointer : List.of("/a", "/b/a", "/b/b")) {
            JsonNode expected = tree.at(pointer);
            assertThat(fields.text(pointer).orElse(null)).isEqualTo(expected.textValue());
            assertThat(fields.isTrue(pointer)).isEqualTo(expected.booleanValue());
        }
    }

    @Property
    void answersOrRefusesWhateverTheBytes(@ForAll byte[] bytes) {
        try {
            READER.read(bytes);
        } catch (Refusal expected) {
            assertThat(expected.type().status()).isEqualTo(400);
        }
    }

    @Property
    void makesAnyTextOneThatUtf8CanWrite(@ForAll("anyText") String text, @ForAll("limits") int limit) {
        String storable = StorableText.of(text, limit);

        assertThat(storable.length()).isLessThanOrEqualTo(limit);
        assertThat(storable).doesNotContain("\0");
        assertThat(new String(storable.getBytes(UTF_8), UTF_8)).isEqualTo(storable);
        assertThat(StorableText.of(storable, limit)).isEqualTo(storable);
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return Arbitraries.recursive(
                () -> Arbitraries.oneOf(
                        Arbitraries.strings().alpha().map(JsonNodeFactory.instance::textNode),
                        Arbitraries.integers().map(JsonNodeFactory.instance::numberNode),
                        Arbitraries.of(true, false).map(JsonNodeFactory.instance::booleanNode),
                        Arbitraries.create(JsonNodeFactory.instance::nullNode)),
                inner -> Arbitraries.maps(Arbitraries.of("a", "b", "c"), inner)
                        .ofMaxSize(3)
                        .map(members -> {
                            ObjectNode object = JsonNodeFactory.instance.objectNode();
                            object.setAll(members);
                            return object;
                        }),
                0,
                4);
    }

    @Provide
    Arbitrary<String> anyText() {
        return Arbitraries.strings().all().ofMaxLength(40);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.integers().between(0, 40);
    }
}
