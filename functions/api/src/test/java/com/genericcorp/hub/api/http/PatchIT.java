package com.genericcorp.hub.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.genericcorp.hub.problem.FieldError;
import com.genericcorp.hub.problem.Refusal;
import com.genericcorp.hub.testing.HubServers;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(HubServers.class)
class PatchIT {
    @Inject
    Bodies bodies;

    @RegisterForReflection
    record Thing(Patch<@NotNull @Size(max = 5) String> name, Patch<String> note, Patch<@Valid Inner> inner) {}

    @RegisterForReflection
    record Inner(Patch<@Min(1) Integer> count) {}

    @Test
    void tellsWhatIsLeftOutFromWhatIsRemovedAndWhatIsSet() {
        assertThat(read("{}")).isEqualTo(new Thing(new Patch.Keep<>(), new Patch.Keep<>(), new Patch.Keep<>()));
        assertThat(read("{\"note\":null,\"inner\":null}"))
                .isEqualTo(new Thing(new Patch.Keep<>(), new Patch.Remove<>(), new Patch.Remove<>()));
        assertThat(read("{\"name\":\"n\",\"note\":\"\",\"inner\":{\"count\":3}}"))
                .isEqualTo(new Thing(
                        new Patch.Set<>("n"), new Patch.Set<>(""), new Patch.Set<>(new Inner(new Patch.Set<>(3)))));
        assertThat(read("{\"inner\":{\"count\":null}}").inner())
                .isEqualTo(new Patch.Set<>(new Inner(new Patch.Remove<>())));
    }

    @Test
    void saysWhatAFieldIsAfterwards() {
        assertThat(new Patch.Keep<String>().after("before")).isEqualTo("before");
        assertThat(new Patch.Remove<String>().after("before")).isNull();
        assertThat(new Patch.Set<>("new").after("before")).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"name\":null} | /name",
                "{\"name\":\"longer\"} | /name",
                "{\"name\":1} | /name",
                "{\"nmae\":\"n\"} | /nmae",
                "{\"inner\":1} | /inner",
                "{\"inner\":{\"count\":0}} | /inner/count",
                "{\"inner\":{\"count\":1.5}} | /inner/count",
                "{\"inner\":{\"count\":\"1\"}} | /inner/count",
                "{\"inner\":{\"count\":\"\"}} | /inner/count",
                "{\"inner\":{\"count\":true}} | /inner/count",
                "{\"inner\":{\"count\":99999999999}} | /inner/count",
                "{\"inner\":{\"other\":1}} | /inner/other"
            })
    void namesTheFieldThatIsWrong(String body, String pointer) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(body))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::pointer)
                        .containsExactly(pointer));
    }

    private Thing read(String body) {
        return bodies.json(new ByteArrayInputStream(body.getBytes(UTF_8)), Thing.class);
    }
}
