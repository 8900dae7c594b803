package plumbline.server;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import plumbline.catalog.Catalog;
import plumbline.server.api.ApiModule;
import plumbline.server.control.ControlModule;
import plumbline.server.control.statement.StatementModule;
import plumbline.server.decision.DecisionModule;
import plumbline.server.decision.asking.AskingModule;
import plumbline.server.decision.delegation.DelegationModule;
import plumbline.server.estate.EstateModule;
import plumbline.server.evidence.EvidenceModule;
import plumbline.server.evidence.due.EvidenceDueModule;
import plumbline.server.evidence.journal.JournalModule;
import plumbline.server.evidence.pack.PackModule;
import plumbline.server.evidence.upload.UploadModule;
import plumbline.server.finding.FindingModule;
import plumbline.server.home.HomeModule;
import plumbline.server.identity.IdentityModule;
import plumbline.server.identity.access.AccessModule;
import plumbline.server.identity.breakglass.BreakGlassModule;
import plumbline.server.identity.external.ExternalLinkModule;
import plumbline.server.identity.factor.FactorModule;
import plumbline.server.identity.grant.GrantModule;
import plumbline.server.identity.handover.HandoverModule;
import plumbline.server.identity.imports.ImportModule;
import plumbline.server.identity.oidc.OidcModule;
import plumbline.server.identity.passkey.PasskeyModule;
import plumbline.server.identity.people.PeopleModule;
import plumbline.server.identity.reviewable.ReviewableModule;
import plumbline.server.identity.scim.ScimModule;
import plumbline.server.identity.search.SearchModule;
import plumbline.server.identity.token.TokenModule;
import plumbline.server.inbox.InboxModule;
import plumbline.server.inbox.calendar.CalendarModule;
import plumbline.server.inbox.handover.HandoverTaskModule;
import plumbline.server.inbox.reminder.ReminderModule;
import plumbline.server.inbox.routine.RoutineModule;
import plumbline.server.notice.NoticeModule;
import plumbline.server.notice.chat.ChatModule;
import plumbline.server.notice.mail.MailModule;
import plumbline.server.notice.webhook.WebhookModule;
import plumbline.server.operation.OperationModule;
import plumbline.server.platform.Database;
import plumbline.server.platform.PlatformModule;
import plumbline.server.platform.Settings;
import plumbline.server.platform.job.JobModule;
import plumbline.server.platform.outgoing.OutgoingModule;
import plumbline.server.review.ReviewModule;
import plumbline.server.web.Notice;
import plumbline.server.web.WebModule;

/// The server: its areas, in the order in which they build on each other.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({
    PlatformModule.class,
    OutgoingModule.class,
    JobModule.class,
    ApiModule.class,
    WebModule.class,
    IdentityModule.class,
    ImportModule.class,
    PeopleModule.class,
    PasskeyModule.class,
    FactorModule.class,
    BreakGlassModule.class,
    TokenModule.class,
    SearchModule.class,
    OidcModule.class,
    ScimModule.class,
    GrantModule.class,
    HandoverModule.class,
    ReviewableModule.class,
    ExternalLinkModule.class,
    AccessModule.class,
    OperationModule.class,
    MailModule.class,
    ChatModule.class,
    NoticeModule.class,
    WebhookModule.class,
    InboxModule.class,
    RoutineModule.class,
    HandoverTaskModule.class,
    ReminderModule.class,
    CalendarModule.class,
    DelegationModule.class,
    AskingModule.class,
    DecisionModule.class,
    EstateModule.class,
    EvidenceModule.class,
    JournalModule.class,
    ControlModule.class,
    StatementModule.class,
    FindingModule.class,
    UploadModule.class,
    PackModule.class,
    EvidenceDueModule.class,
    ReviewModule.class,
    HomeModule.class,
})
public final class Server {
    private Server() {}

    public static void main(String[] args) {
        Commands.run(args);
    }

    /// Starts the areas on an open database; the caller closes what it gets, and then the database.
    static ConfigurableApplicationContext start(Settings settings, Database database, InstantSource clock) {
        return start(settings, database, clock, null);
    }

    /// As above, with a notice on every page.
    static ConfigurableApplicationContext start(
            Settings settings, Database database, InstantSource clock, @Nullable Notice notice) {
        return start(settings, database, clock, notice, Map.of());
    }

    /// As above, with further variables than those of the process.
    static ConfigurableApplicationContext start(
            Settings settings,
            Database database,
            InstantSource clock,
            @Nullable Notice notice,
            Map<String, Object> variables) {
        var application = new SpringApplication(Server.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        var properties = new HashMap<>(Defaults.properties(settings));
        properties.putAll(variables);
        application.setDefaultProperties(properties);
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(Settings.class, () -> settings);
            beans.registerBean(Database.class, () -> database);
            beans.registerBean(InstantSource.class, () -> clock);
            beans.registerBean(Catalog.class, Catalog::load);
            if (notice != null) {
                beans.registerBean(Notice.class, () -> notice);
            }
        });
        return application.run();
    }
}
