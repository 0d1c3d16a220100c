package com.genericcorp.hub.api.feedback;

import com.genericcorp.hub.api.change.Change;
import com.genericcorp.hub.ids.Id;
import com.genericcorp.hub.ids.IdKind;
import com.genericcorp.hub.ids.Ids;
import com.genericcorp.hub.ids.TenantId;
import jakarta.inject.Singleton;

/** Takes feedback. Its tenant cannot read it back; operators can, in the database. */
@Singleton
final class FeedbackBox {
    private final Ids ids;

    FeedbackBox(Ids ids) {
        this.ids = ids;
    }

    Feedback take(Change change, TenantId tenant, NewFeedback given) {
        Id id = ids.nextAt(IdKind.FEEDBACK, change.now());
        change.statements()
                .update(
                        """
                        insert into public.feedback (id, tenant_id, actor, rating, text, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        """,
                        id.uuid(),
                        tenant.uuid(),
                        change.caller().actor(),
                        given.rating(),
                        given.text(),
                        change.now());
        change.audit(tenant, "feedback.given", id);
        return new Feedback(given.rating(), given.text(), change.now());
    }
}
