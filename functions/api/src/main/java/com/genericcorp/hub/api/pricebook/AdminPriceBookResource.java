package com.genericcorp.hub.api.pricebook;

import com.genericcorp.hub.access.Caller;
import com.genericcorp.hub.api.auth.RequestCaller;
import com.genericcorp.hub.api.change.Asked;
import com.genericcorp.hub.api.change.Changes;
import com.genericcorp.hub.api.http.Bodies;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** {@code /admin/v1/price-book}: operators only. */
@Path("/admin/v1/price-book")
@Produces(MediaType.APPLICATION_JSON)
public class AdminPriceBookResource {
    private final RequestCaller caller;
    private final Bodies bodies;
    private final PriceBooks books;
    private final Changes changes;

    AdminPriceBookResource(RequestCaller caller, Bodies bodies, PriceBooks books, Changes changes) {
        this.caller = caller;
        this.bodies = bodies;
        this.books = books;
        this.changes = changes;
    }

    @GET
    public PriceBook.Shelf list() {
        caller.operator();
        return new PriceBook.Shelf(books.list());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public PriceBook put(InputStream body, RoutingContext context) {
        Caller.Operator operator = caller.operator();
        NewPriceBook wanted = bodies.json(body, NewPriceBook.class);
        return changes.make(Asked.by(operator, context), change -> books.put(change, wanted));
    }
}
