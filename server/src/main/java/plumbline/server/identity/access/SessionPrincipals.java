package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Sessions;

/// Finds who asks from the session, which knows only the account's id: name, roles and state are read afresh, so that a
/// right taken away is gone with the next request.
final class SessionPrincipals implements SecurityContextRepository {
    private final Sessions sessions;

    SessionPrincipals(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(context(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return context(holder.getRequest());
    }

    private SecurityContext context(HttpServletRequest request) {
        Optional<Principal> principal =
                BearerFilter.carriesToken(request) ? Optional.empty() : sessions.principal(request);
        return principal
                .<SecurityContext>map(found -> new SecurityContextImpl(new SignedIn(found)))
                .orElseGet(SecurityContextImpl::new);
    }

    /// Nothing to save: signing in is the only way to change a session, and it does so itself.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.principal(request).isPresent();
    }

    private record Deferred(SecurityContext context) implements DeferredSecurityContext {
        @Override
        public SecurityContext get() {
            return context;
        }

        @Override
        public boolean isGenerated() {
            return context.getAuthentication() == null;
        }
    }
}
