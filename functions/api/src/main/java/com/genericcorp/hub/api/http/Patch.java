package com.genericcorp.hub.api.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a merge patch says about one field. A patch is a record of these, read by {@link Bodies#json}; constraints stand
 * at the type argument: {@code Patch<@NotNull @Size(max = 200) String>} must not be removed, and may be left out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
 */
public sealed interface Patch<T> {
    /** The type of merge patches; {@code application/json} is accepted too. */
    String MEDIA_TYPE = "application/merge-patch+json";

    /** The field stays as it is. */
    record Keep<T>() implements Patch<T> {}

    /** The patch says null: the field goes. */
    record Remove<T>() implements Patch<T> {}

    record Set<T>(T value) implements Patch<T> {}

    /** What a field that was {@code before} is afterwards; null when it is gone. */
    default @Nullable T after(@Nullable T before) {
        return switch (this) {
            case Keep<T> _ -> before;
            case Remove<T> _ -> null;
            case Set<T> set -> set.value;
        };
    }

    /** Reads them in bodies. */
    final class InJson extends JsonDeserializer<Patch<?>> implements ContextualDeserializer {
        private final @Nullable JavaType type;

        InJson() {
            this(null);
        }

        private InJson(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType patch = property == null ? context.getContextualType() : property.getType();
            return new InJson(patch.containedTypeOrUnknown(0));
        }

        @Override
        public Patch<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return new Set<>(context.<Object>readValue(parser, type));
        }

        @Override
        public Patch<?> getNullValue(DeserializationContext context) {
            return new Remove<>();
        }

        @Override
        public Patch<?> getAbsentValue(DeserializationContext context) {
            return new Keep<>();
        }
    }

    /** Hands the validator what a patch sets, null for what it removes, and nothing for what it leaves alone. */
    @Singleton
    final class Values implements ValueExtractor<Patch<@ExtractedValue ?>> {
        @Override
        public void extractValues(Patch<?> patch, ValueReceiver receiver) {
            switch (patch) {
                case Keep<?> _ -> {}
                case Remove<?> _ -> receiver.value(null, null);
                case Set<?> set -> receiver.value(null, set.value);
            }
        }
    }
}
