package com.genericcorp.hub.api.http;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.problem.Refusal;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first. {@code next_cursor} is null on the last. */
@RegisterForReflection
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 200;
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

    public Page {
        data = List.copyOf(data);
    }

    /** The page of the first {@code limit} of {@code rows}, which holds one more when there is a next page. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Id> id) {
        return rows.size() <= limit
                ? new Page<>(rows, null)
                : new Page<>(
                        rows.subList(0, limit), id.apply(rows.get(limit - 1)).toString());
    }

    /** @throws Refusal when {@code limit} is no number from 1 to 200 */
    public static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (LIMIT.matcher(limit).matches()) {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= HIGHEST_LIMIT) {
                return number;
            }
        }
        throw Refusal.invalid("limit", "A number from 1 to " + HIGHEST_LIMIT + ".");
    }
}
