package org.chattycat.app.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
    @Test
    void isLocalhostUnlessConfigured() {
        PublicUrl url = publicUrl(null);
        assertThat(url.at("/m/1")).isEqualTo("http://localhost:8080/m/1");
        assertThat(url.host()).isEqualTo("localhost");
        assertThat(url.secure()).isFalse();
    }

    @Test
    void usesTheConfiguredUrl() {
        PublicUrl url = publicUrl("https://call.example.org/");
        assertThat(url.at("/m/1")).isEqualTo("https://call.example.org/m/1");
        assertThat(url.host()).isEqualTo("call.example.org");
        assertThat(url.secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.example.org",
                "ftp://call.example.org",
                "https://call.example.org/app",
                "https://call.example.org/?a=b",
                "https://user@call.example.org",
                "https:///x"
            })
    void refusesWhatIsNoSite(String configured) {
        assertThatThrownBy(() -> publicUrl(configured))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(configured);
    }

    private static PublicUrl publicUrl(String configured) {
        URI url = configured == null ? null : URI.create(configured);
        return new PublicUrl(new ChattyCatProperties(Path.of("."), url), 8080);
    }
}
