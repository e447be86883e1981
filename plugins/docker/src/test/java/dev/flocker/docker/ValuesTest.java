package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.schema.Schema;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Platform;
import dev.flocker.docker.option.RestartPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres:15",
        "library/postgres:15",
        "registry.example:5000/a/b-c/d:v1.2",
        "localhost/x:1",
        "a__b:1"
      })
  void anImageMayBeCalled(String name) {
    assertThat(ImageReference.parse(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Postgres", "a:", "a b", "a:1:2", "-a", "a//b", "a@sha256:12"})
  void anImageMayNotBeCalled(String name) {
    assertThatThrownBy(() -> ImageReference.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("; ");
  }

  @Test
  void aMissingTagIsLatest() {
    assertThat(ImageReference.parse("redis")).hasToString("redis:latest");
    assertThat(ImageReference.parse("redis").matches("docker.io/library/redis:latest")).isTrue();
    assertThat(ImageReference.parse("redis:1").matches("redis:2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "never", "on-failure", "on-failure:3", "unless-stopped"})
  void aRestartPolicyReadsBack(String text) {
    assertThat(RestartPolicy.parse(text)).hasToString(text);
  }

  @Test
  void aRestartPolicyReadsWhatDockerShows() {
    assertThat(RestartPolicy.ofDocker("no", 0)).isEqualTo(RestartPolicy.NEVER);
    assertThat(RestartPolicy.ofDocker("", 0)).isEqualTo(RestartPolicy.NEVER);
    assertThat(RestartPolicy.ofDocker("on-failure", 3).docker()).isEqualTo("on-failure:3");
  }

  @Test
  void anHttpTargetIsAPortAndAPath() {
    assertThat(HttpTarget.parse("8080").at("10.0.0.1")).hasToString("http://10.0.0.1:8080/");
    assertThat(HttpTarget.parse("http://localhost:8080/ok?a=1").at("10.0.0.1"))
        .hasToString("http://10.0.0.1:8080/ok?a=1");
    assertThat(HttpTarget.parse("https://127.0.0.1:8443/ok").at("10.0.0.1"))
        .hasToString("https://10.0.0.1:8443/ok");
    for (String bad : List.of("http://example.com/", "8080/a b", "8080/%zz", "0/")) {
      assertThatThrownBy(() -> HttpTarget.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void itsShortFormIsAsGoodAsItsKeys() {
    Schema<HealthCheck> schema = Schema.of(HealthCheck.class);
    HealthCheck brief = schema.decode(Map.of("http", "8080/ok"));
    assertThat(brief)
        .isEqualTo(schema.decode(Map.of("http", Map.of("port", 8080, "path", "/ok"))))
        .isEqualTo(schema.decode(schema.encode(brief)));
    assertThat(brief.http().orElseThrow().accepts(399)).isTrue();
    assertThat(brief.http().orElseThrow().accepts(400)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "path, ok, no URL",
    "path, /%zz, no URL",
    "host, http://shop.example, a name alone",
    "scheme, ftp, 'use http, https'",
    "codes, 200-100, write 100-200",
    "codes, 99, no status code",
    "port, 53/udp, one of TCP",
  })
  void anHttpTargetIsCheckedKeyByKey(String key, String value, String problem) {
    Map<String, Object> keys = new HashMap<>(Map.of("port", "80"));
    keys.put(key, value);
    assertThatThrownBy(() -> Schema.of(HttpTarget.class).decode(keys))
        .hasMessageContaining(problem);
  }

  @Test
  void headersCannotBreakARequest() {
    for (Map<String, String> headers :
        List.of(Map.of("A b", "x"), Map.of("host", "x"), Map.of("A", "geheim\r\nB: x"))) {
      Map<String, Object> keys = Map.of("port", 80, "headers", headers);
      assertThatThrownBy(() -> Schema.of(HttpTarget.class).decode(keys))
          .hasMessageContaining("header")
          .hasMessageNotContaining("geheim");
    }
  }

  @Test
  void aPlatformIsOfLinux() {
    assertThat(Platform.parse("linux/arm64").isOf("linux/arm64/v8")).isTrue();
    assertThat(Platform.parse("linux/arm/v7").isOf("linux/arm/v7")).isTrue();
    assertThat(Platform.parse("linux/arm/v7").isOf("linux/arm/v6")).isFalse();
    assertThat(Platform.parse("linux/arm").isOf("linux/arm64/")).isFalse();
    for (String bad : List.of("arm64", "windows/amd64", "linux/", "linux/arm/7")) {
      assertThatThrownBy(() -> Platform.parse(bad)).hasMessageContaining("linux/arm/v7");
    }
  }

  @Test
  void aHealthCheckGivesItsNodeSomeRest() {
    assertThatThrownBy(() -> Schema.of(HealthCheck.class).decode(Map.of("interval", "0s")))
        .hasMessageContaining("use 100ms or more");
  }

  @Test
  void aModeIsOctal() {
    assertThat(FileMode.parse("644")).isEqualTo(new FileMode(0644)).hasToString("0644");
    assertThatThrownBy(() -> FileMode.parse("u+x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsJson() {
    Json json = Json.parse(" {\"a\": [1, -2.5e1, true, null, \"x\\n\\u00e9\\\"\"], \"b\": {}} ");
    assertThat(json.at("a").items().getFirst().number()).isEqualTo(1);
    assertThat(json.at("a").texts()).containsExactly("1", "-25.0", "true", "", "x\né\"");
    assertThat(json.at("b", "c").text()).isEmpty();
    for (String broken : new String[] {"", "{", "[1", "{\"a\" 1}", "nul", "\"x", "1 2"}) {
      assertThatThrownBy(() -> Json.parse(broken)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
