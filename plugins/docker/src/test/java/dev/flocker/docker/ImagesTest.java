package dev.flocker.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.Platform;
import dev.flocker.testkit.FakeHost;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private static final String ID = "sha256:" + "ab".repeat(32);

  private static final List<String> PULL = ImageCommands.pull("web:1", Optional.empty());

  private final FakeHost host = new FakeHost();

  private static ContainerState want(String pull) {
    return Schema.of(ContainerState.class)
        .decode(Map.of("image", "web:1", "pull", pull, "stop_timeout", "10s"));
  }

  private void here(boolean here) {
    FakeHost.Answers look = host.on(ImageCommands.imageId("web:1"));
    if (here) {
      look.prints(ID + "\n");
    } else {
      look.ends(1, "\n", "Error: No such image: web:1");
    }
    host.on(PULL).prints("web:1\n");
  }

  private void bring(ContainerState want) {
    new Images(host).bring(want, Progress.NONE);
  }

  @Test
  void whatIsMissingIsPulled() {
    here(false);
    bring(want("missing"));
    assertThat(host.ran()).contains(PULL);
  }

  @Test
  void whatIsThereIsPulledIfAlwaysIsSaid() {
    here(true);
    bring(want("missing"));
    assertThat(host.ran()).doesNotContain(PULL);
    bring(want("always"));
    assertThat(host.ran()).contains(PULL);
  }

  @Test
  void whatIsThereForAnotherPlatformIsPulled() {
    Platform arm = Platform.parse("linux/arm64");
    ContainerState plain = want("missing");
    ContainerState want = plain.with(plain.options().with(Options.PLATFORM.key(), arm));
    List<String> pull = ImageCommands.pull("web:1", Optional.of(arm));
    assertThat(pull).contains("--platform", "linux/arm64");
    here(true);
    host.on(ImageCommands.platformOf("web:1")).prints("linux/amd64/\n").prints("linux/arm64/v8\n");
    host.on(pull).prints("web:1\n");
    bring(want);
    assertThat(host.ran()).containsOnlyOnce(pull);
    bring(want);
    assertThat(host.ran()).as("it is there now").containsOnlyOnce(pull);
    bring(want.madeFrom(List.of(ID)));
    assertThat(host.ran()).as("the very image").containsOnlyOnce(pull);
  }

  private static final String LOGIN = "/dev/shm/flocker-login-abc";
  private static final String PASSWORD = "pass\"word";

  private static ContainerState behind(String server) {
    Map<String, Object> login = Map.of("server", server, "username", "bot", "password", PASSWORD);
    return Schema.of(ContainerState.class)
        .decode(Map.of("image", server + "/web:1", "login", login, "stop_timeout", "10s"));
  }

  private List<String> pullOf(String image) {
    host.on(ImageCommands.imageId(image)).ends(1, "\n", "Error: No such image: " + image);
    host.on("mktemp", "--directory", "/dev/shm/flocker-login-XXXXXXXXXXXX").prints(LOGIN + "\n");
    host.on("rm", "--recursive", "--force", LOGIN).prints("");
    return List.of("docker", "--config", LOGIN, "pull", "--quiet", image);
  }

  @Test
  void aLoginIsThereForThePullAlone() {
    List<String> pull = pullOf("registry.example:5000/web:1");
    host.on(pull).prints("");
    AtomicReference<String> there = new AtomicReference<>();
    Host looking = spying(pull, () -> there.set(host.files().get(Path.of(LOGIN, "config.json"))));

    new Images(looking).bring(behind("registry.example:5000"), Progress.NONE);

    String pair = Base64.getEncoder().encodeToString(("bot:" + PASSWORD).getBytes(UTF_8));
    assertThat(Json.parse(there.get()).at("auths", "registry.example:5000", "auth").text())
        .isEqualTo(pair);
    assertThat(host.mode(LOGIN + "/config.json")).contains(0600);
    assertThat(host.files()).isEmpty();
    assertThat(host.ran()).contains(List.of("rm", "--recursive", "--force", LOGIN));
    assertThat(host.commands().toString()).doesNotContain(PASSWORD).doesNotContain(pair);
  }

  /** The node, with somebody who looks at it while a program runs. */
  private Host spying(List<String> argv, Runnable look) {
    return (Host)
        Proxy.newProxyInstance(
            Host.class.getClassLoader(),
            new Class<?>[] {Host.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("run") && ((Command) arguments[0]).argv().equals(argv)) {
                look.run();
              }
              return method.invoke(host, arguments);
            });
  }

  @Test
  void aLoginIsGoneAfterAPullThatFailed() {
    host.on(pullOf("registry.example/web:1")).fails(1, "unauthorized");
    assertThatThrownBy(() -> bring(behind("registry.example")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("cannot be pulled: unauthorized")
        .hasMessageContaining("the play's login to registry.example still holds");
    assertThat(host.files()).isEmpty();
    assertThat(host.ran().getLast()).startsWith("rm").endsWith(LOGIN);
  }

  @Test
  void whatAKilledRunLeftOfALoginIsSwept() {
    host.file(LOGIN + "/config.json", "{}").file("/dev/shm/of-another", "x");
    host.on("rm", "--recursive", "--force", LOGIN).prints("");
    new DockerContainers().sweep(host);
    assertThat(host.ran()).containsExactly(List.of("rm", "--recursive", "--force", LOGIN));
  }

  @Test
  void aLoginIsForTheImagesOfItsRegistry() {
    Registry hub = new Registry("docker.io", new Secret("bot"), new Secret("x"));
    Registry own = new Registry("localhost:5000", new Secret("bot"), new Secret("x"));
    for (String image : List.of("web:1", "shop/web:1", "docker.io/a/b", "index.docker.io/a/b")) {
      assertThat(hub.has(ImageReference.parse(image))).as(image).isTrue();
      assertThat(own.has(ImageReference.parse(image))).as(image).isFalse();
    }
    assertThat(own.has(ImageReference.parse("localhost:5000/web"))).isTrue();
    assertThat(hub.has(ImageReference.parse("localhost:5000/web"))).isFalse();
    assertThat(hub.configuration()).contains("\"https://index.docker.io/v1/\"");
    for (String bad : List.of("https://registry.example", "registry.example/shop", "")) {
      assertThatThrownBy(() -> new Registry(bad, new Secret("bot"), new Secret("x")))
          .hasMessageContaining("write a name alone");
    }
    assertThatThrownBy(() -> new Registry("a.b", new Secret("a:b"), new Secret("x")))
        .hasMessageContaining("without colons");
    assertThatThrownBy(() -> new Registry("a.b", new Secret("a"), new Secret("")))
        .hasMessageContaining("has no password for a.b");
  }

  @Test
  void whatMovesIsTheVeryImageThatRan() {
    here(true);
    bring(want("always").madeFrom(List.of(ID)));
    assertThat(host.ran()).doesNotContain(PULL);
  }

  @Test
  void whatIsMissingAndMustNotBePulledIsTold() {
    here(false);
    assertThatThrownBy(() -> bring(want("never")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("image web:1: is not here, and \"pull\" says never");
    assertThat(host.ran()).doesNotContain(PULL);
  }

  /** {@code docker image inspect} of an image that was built with EXPOSE 53/udp 5432 9/sctp. */
  private static final String CONFIG =
      """
      {"Hostname":"","ExposedPorts":{"53/udp":{},"5432/tcp":{},"9/sctp":{},"0/tcp":{},"70000/tcp":{},"99999999999/udp":{}},"Env":["PATH=/bin"],
       "Cmd":["postgres"],"Image":"","Volumes":{"/var/lib/postgresql/data":{}},"Labels":null}
      """;

  @Test
  void saysOnWhichPortsItListens() {
    here(true);
    host.on(ImageCommands.configOf("web:1")).prints(CONFIG);
    assertThat(new Images(host).exposed(want("missing")).orElseThrow())
        .containsExactly(Port.parse("53/udp"), Port.parse("5432"));
  }

  @Test
  void thatListensOnNothingSaysThat() {
    here(true);
    host.on(ImageCommands.configOf("web:1")).prints("{\"ExposedPorts\":null,\"Cmd\":[\"sh\"]}");
    assertThat(new Images(host).exposed(want("missing")).orElseThrow()).isEmpty();
  }

  @Test
  void thatIsNotHereSaysNothing() {
    here(false);
    assertThat(new Images(host).exposed(want("missing"))).isEmpty();
    assertThat(host.ran()).doesNotContain(PULL);
  }
}
