package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images of a registry that lets in who has a password: a real one, on the node itself. */
class RegistryLabTest extends FreshNodes {

  private static final String PLACE = "127.0.0.1:5000";
  private static final String PASSWORD = "s3cret-of-bot";

  @BeforeAll
  static void aRegistry() {
    lab.load("n1", "registry");
    lab.load("n1", "shop-web");
    Path playbook =
        Shop.write(
            folder.resolve("registry.yml"),
            """
            - project: depot
              hosts: n1
              resources:
                - container:
                    name: depot
                    image: "registry:2"
                    network: host
                    volumes: [{name: images, mountpoint: /var/lib/registry}]
                    files:
                      - path: /etc/registry.users
                        template: false
                        content: "bot:$2y$05$abcdefghijklmnopqrstuulVe0uE60XcSxDQMV039/HpjvM9pIXni\\n"
                      - path: /etc/registry.yml
                        content: |
                          version: 0.1
                          storage: {filesystem: {rootdirectory: /var/lib/registry}}
                          http: {addr: "127.0.0.1:5000"}
                          auth: {htpasswd: {realm: depot, path: /etc/registry.users}}
                    health: {http: 5000/, min_uptime: 1s}
            """);
    assertThat(flocker.run(playbook)).isPositive();
    push("shop-web:1", "till:1");
  }

  /** By hand, with a login that is gone afterwards. */
  private static void push(String image, String name) {
    lab.on(
        "n1",
        "docker tag %1$s %2$s/%3$s; echo %4$s | docker login -u bot --password-stdin %2$s"
                .formatted(image, PLACE, name, PASSWORD)
            + " && docker push -q %1$s/%2$s; docker logout %1$s; docker rmi %1$s/%2$s"
                .formatted(PLACE, name));
  }

  @Test
  void isLoggedInToForThePullAlone() {
    var denied = flocker.command("run", till("", "missing").toString()).exits(1);
    assertThat(denied.err()).contains(PLACE + "/till:1").contains("registries");

    String wrong = login("not-" + PASSWORD);
    denied = flocker.command("run", till(wrong, "missing").toString()).exits(1);
    assertThat(denied.err()).contains(PLACE).doesNotContain(PASSWORD);

    String right = login(PASSWORD);
    assertThat(flocker.run(till(right, "missing"))).isPositive();
    assertThat(flocker.run(till(right, "missing"))).isZero();
    assertThat(lab.on("n1", "cat /root/.docker/config.json; ls -A /dev/shm; docker inspect till"))
        .doesNotContain("\"auth\"")
        .doesNotContain("flocker-login")
        .doesNotContain(PASSWORD);
  }

  @Test
  void aNewerImageOfTheSameNameIsFoundWhenTold() {
    String right = login(PASSWORD);
    flocker.run(till(right, "always"));
    assertThat(flocker.run(till(right, "always"))).isZero();

    String newer = "printf 'FROM shop-web:1\\nLABEL of=2\\n' | docker build -q -t newer:1 -";
    lab.on("n1", newer);
    push("newer:1", "till:1");
    assertThat(flocker.run(till(right, "missing"))).as("not told").isZero();
    assertThat(flocker.run(till(right, "always"))).isPositive();
    assertThat(lab.on("n1", "docker inspect -f '{{.Config.Labels.of}}' till")).isEqualTo("2");
  }

  private static String login(String password) {
    return "registries: [{server: \"%s\", username: bot, password: \"%s\"}]"
        .formatted(PLACE, password);
  }

  private static Path till(String registries, String pull) {
    return Shop.write(
        folder.resolve("till.yml"),
        """
        - project: till
          hosts: n1
          %s
          resources:
            - container:
                name: till
                image: "%s/till:1"
                pull: %s
                health: {min_uptime: 1s}
                entrypoint: ["/bin/sh", "-c", "trap 'exit 0' TERM; sleep 1000000 & wait"]
        """
            .formatted(registries, PLACE, pull));
  }
}
