package com.genericcorp.hub.api.http;

import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.problem.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: below the id of the last row shown. Lists are newest first and ids grow, so rows that come in
 * meanwhile neither repeat nor hide another. To callers it is opaque.
 */
public final class Cursor {
    /** Above every id. */
    private static final UUID START = new UUID(-1L, -1L);

    private Cursor() {}

    /** The id below which the page starts. */
    public static UUID decode(IdKind kind, @Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        return Id.parse(kind, cursor)
                .map(Id::uuid)
                .orElseThrow(() -> Refusal.invalid("cursor", "Not a cursor of this list."));
    }
}
