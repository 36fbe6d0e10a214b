package org.chattycat.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chattycat.app.platform.config.ChattyCatProperties;
import org.chattycat.app.platform.config.PublicUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LabSwitchTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class, PublicUrl.class, LabSwitch.class);

    @EnableConfigurationProperties({ChattyCatProperties.class, ServerProperties.class})
    static class Settings {}

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, '', true",
        "::1, '', true",
        "0.0.0.0, '', false",
        "192.0.2.1, '', false",
        "127.0.0.1, https://call.example.org, false"
    })
    void isOnByDefaultOnlyWhereNobodyElseCanReachIt(String address, String publicUrl, boolean on) {
        application
                .withPropertyValues("server.address=" + address, "chattycat.public-url=" + publicUrl)
                .run(context ->
                        assertThat(context.getBean(LabSwitch.class).isOn()).isEqualTo(on));
    }

    @ParameterizedTest
    @CsvSource({"CHATTYCAT_LAB, true", "CHATTYCAT_LAB, false", "CHATTYCAT_LAB_ENABLED, true"})
    void theSettingDecides(String name, boolean on) {
        application
                .withPropertyValues("server.address=192.0.2.1")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME + "-test",
                                Map.of(name, Boolean.toString(on)))))
                .run(context ->
                        assertThat(context.getBean(LabSwitch.class).isOn()).isEqualTo(on));
    }

    @Test
    void anotherValueStopsTheStart() {
        application.withPropertyValues("CHATTYCAT_LAB=perhaps").run(context -> assertThat(context)
                .hasFailed());
    }
}
