package org.chattycat.app;

import org.chattycat.app.platform.database.DatabaseAddress;
import org.chattycat.app.platform.database.SharedPostgres;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a separate database. */
class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseAddress owner = SharedPostgres.freshDatabase();
        DatabaseAddress database = SharedPostgres.forApplication(owner);
        // The first bean to be registered is the last to be destroyed.
        ((DefaultListableBeanFactory) context.getBeanFactory())
                .registerDisposableBean("testDatabase", SharedPostgres.use()::run);
        TestPropertyValues.of(
                        "chattycat.database.url=postgresql://" + database.host() + ":" + database.port() + "/"
                                + database.database() + "?sslmode=" + database.sslMode(),
                        "chattycat.database.username=" + database.username(),
                        "chattycat.database.password=" + database.password(),
                        "chattycat.database.owner-username=" + owner.username(),
                        "chattycat.database.owner-password=" + owner.password(),
                        "chattycat.operators=" + People.OPERATOR + ", Becomes.Operator@Status.EXAMPLE",
                        // All tests sign in and open clocks from the same address.
                        "chattycat.sign-in.links-per-client.count=100000",
                        "chattycat.sign-in.links-overall.count=100000",
                        "chattycat.sign-in.attempts-per-client.count=100000",
                        "chattycat.clock.opens-per-client.count=100000",
                        // Receivers of webhooks are on this machine.
                        "chattycat.webhooks.allow-local=true",
                        "chattycat.webhooks.interval=500ms",
                        "chattycat.webhooks.first-pause=100ms",
                        "chattycat.alerts.interval=500ms",
                        "chattycat.recording.directory=target/recordings",
                        "chattycat.recording.min-free-space=1MB",
                        "chattycat.database.max-connections=5",
                        "chattycat.database.max-query-connections=3",
                        "chattycat.database.max-session-connections=3")
                .applyTo(context);
    }
}
