package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a service's keys. */
class ServiceTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  private Composing app(String keys) {
    return compose.file("services:\n  app:\n    image: a\n    " + keys.replace("\n", "\n    "));
  }

  @Test
  void writesContainerKeysAsTheyAreWanted() {
    app(
        """
        command: serve "a b"
        entrypoint: ["/x"]
        extra_hosts: ["a:1.1.1.1", "b=[::1]", "c=1.1.1.1,2.2.2.2"]
        labels: [a, b=c=d]
        devices: [/dev/a, "/dev/b:/dev/c:r"]
        sysctls: [net.a=1]
        tmpfs: /run:size=64m
        shm_size: 1gb
        ulimits: {nofile: 5}
        mem_limit: 1.5g
        mem_reservation: 512m
        memswap_limit: -1
        cpus: 0.5
        pids_limit: 10
        read_only: yes
        stop_grace_period: 1m30s
        network_mode: service:db
        pull_policy: if_not_present
        gpus: all
        healthcheck: {test: curl x, interval: 1m30s, retries: 3, start_interval: 5s}
        logging: {driver: syslog}
        restart: unless-stopped
        """);
    assertThat(compose.container("app"))
        .isEqualTo(
            """
            name: app
            image: a
            network: "container:db"
            command:
              - serve
              - "a b"
            entrypoint:
              - /x
            extra_hosts:
              - "a:1.1.1.1"
              - "b:::1"
              - "c:1.1.1.1"
              - "c:2.2.2.2"
            devices:
              - "/dev/a:/dev/a:rwm"
              - "/dev/b:/dev/c:r"
            sysctls:
              net.a: "1"
            tmpfs:
              - "/run:size=64m"
            shm_size: "1G"
            ulimits:
              nofile: "5:5"
            memory: "1536M"
            memory_reservation: "512M"
            memory_swap: -1
            cpus: 0.5
            pids_limit: 10
            read_only: true
            stop_timeout: "90s"
            pull: missing
            gpus: all
            healthcheck:
              test:
                - CMD-SHELL
                - "curl x"
              interval: "90s"
              retries: 3
            logging:
              driver: syslog
            labels:
              a: ""
              b: "c=d"
            restart: always""");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:23:62: service app: healthcheck.start_interval is not taken over: a"
                + " container has no key for it");
  }

  @Test
  void takesLimitsFromDeploy() {
    app(
        """
        deploy:
          replicas: 2
          placement: {constraints: [a]}
          restart_policy: {condition: on-failure, max_attempts: 3, window: 5s}
          resources:
            limits: {cpus: "0.5", memory: 50M, pids: 5}
            reservations: {memory: 20M, cpus: "1", devices: [{capabilities: [gpu], count: 2}]}
        """);
    assertThat(compose.container("app"))
        .isEqualTo(
            """
            name: app
            image: a
            cpus: "0.5"
            memory: "50M"
            pids_limit: 5
            memory_reservation: "20M"
            gpus: "2"
            restart: "on-failure:3\"""");
    assertThat(compose.notes())
        .extracting(n -> n.replaceFirst(".*?: ", ""))
        .containsExactly(
            "service app: deploy.placement is not taken over: where it runs says \"on\"",
            "service app: deploy.reservations.cpus is not taken over"
                    .replace(".res", ".resources.res")
                + ": Docker sets no processors aside",
            "service app: deploy.restart_policy: window is not taken over: Docker decides when it"
                + " starts again",
            "service app: replicas is not taken over: there is one on each node that \"on\" names");
  }

  @Test
  void isUpdatedAsInASwarm() {
    app(
        """
        deploy:
          update_config: {parallelism: 2, delay: 1m10s, failure_action: rollback, order: start-first}
        """);
    assertThat(compose.container("app"))
        .isEqualTo(
            """
            name: app
            image: a
            update:
              parallel: 2
              pause: "70s"
              on_failure: revert
            restart: never""");
    assertThat(compose.notes())
        .extracting(n -> n.replaceFirst(".*?: ", ""))
        .containsExactly(
            "service app: deploy.update_config: order is not taken over: one stops before the next"
                + " starts in its place");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', never",
        "restart: no, never",
        "restart: 'no', never",
        "restart: always, always",
        "restart: on-failure, on-failure",
        "'restart: on-failure:5', on-failure:5",
        "'deploy: {restart_policy: {condition: any}}', always",
        "'deploy: {restart_policy: {condition: none}}', never"
      })
  void restartsAsDockerComposeWould(String key, String policy) {
    app(key);
    assertThat(compose.key("app", "restart").replace("\"", "")).isEqualTo(policy);
  }

  @Test
  void ofTwoRestartPoliciesTheOneOfDeployCounts() {
    app("restart: always\ndeploy: {restart_policy: {condition: on-failure}}");
    assertThat(compose.key("app", "restart")).isEqualTo("on-failure");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:5: service app: restart is not taken over: deploy.restart_policy counts,"
                + " as with Docker Compose");
  }

  /** Docker's short forms have an order, and mappings have none. */
  @Test
  void shortFormsAreMadeInDockersOrder() {
    app(
        """
        ulimits: {nofile: {hard: 65536, soft: 1024}}
        devices:
          - {permissions: r, target: /dev/b, source: /dev/a}
          - {source: /dev/c}
          - {source: /dev/d}
        """);
    assertThat(compose.key("app", "ulimits")).isEqualTo("nofile: \"1024:65536\"");
    assertThat(compose.key("app", "devices"))
        .isEqualTo(
            """
            - "/dev/a:/dev/b:r"
            - "/dev/c:/dev/c:rwm"
            - "/dev/d:/dev/d:rwm\"""");
  }

  @Test
  void refusesShortFormsThatLackSomething() {
    app("ulimits: {nofile: {hard: 1}}\ndevices: [{target: /dev/b}]");
    compose.resources();
    assertThat(compose.problems())
        .containsExactlyInAnyOrder(
            "compose.yaml:4:23: service app: ulimits: \"nofile\" lacks its soft or its hard limit;"
                + " write {soft: N, hard: N}",
            "compose.yaml:5:15: service app: devices: a device has no \"source\"; add it");
  }

  @ParameterizedTest
  @CsvSource({"daily", "weekly", "every_12h", "refresh"})
  void saysThatNothingIsPulledByTheClock(String policy) {
    app("pull_policy: " + policy);
    assertThat(compose.key("app", "pull")).isEqualTo("missing");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:18: service app: pull_policy: "
                + policy
                + " is not taken over: an image is pulled where it is missing, or always");
  }

  @Test
  void saysWhichHookToWriteForWhatRunsInside() {
    app("post_start: [{command: a}]\npre_stop: [{command: b}]");
    compose.resources();
    assertThat(compose.notes())
        .hasSize(2)
        .anyMatch(n -> n.contains("post_start") && n.contains("{after_start: {run: [...]}}"))
        .anyMatch(n -> n.contains("pre_stop") && n.contains("{before_stop: {run: [...]}}"));
  }

  @Test
  void saysWhatIsNotTakenOverAndKeepsQuietOfWhatMeansNothing() {
    app(
        """
        x-own: {a: b}
        attach: false
        develop: {watch: []}
        mac_address: 02:42:ac:11:00:02
        networks: {default: {ipv4_address: 172.20.0.2}}
        container_name: other
        runtime: runc
        """);
    compose.resources();
    assertThat(compose.problems()).isEmpty();
    assertThat(compose.notes())
        .containsExactlyInAnyOrder(
            "compose.yaml:9:21: service app: container_name: its container is called app",
            "compose.yaml:8:26: service app: networks: ipv4_address is not taken over: it means"
                + " nothing where services are on several nodes",
            "compose.yaml:7:5: service app: mac_address is not taken over: an address in a network"
                + " means nothing on several nodes",
            "compose.yaml:10:5: service app: runtime is not taken over: Docker on the node chooses"
                + " it");
    assertThat(compose.key("app", "aliases")).isEqualTo("- other");
  }

  @Test
  void whatHasTheNetworkOfItsNodeHasNoPortsAndNoName() {
    app("hostname: h\nports: [\"80:80\"]\nnetwork_mode: host");
    assertThat(compose.container("app"))
        .isEqualTo("name: app\nimage: a\nnetwork: host\nrestart: never");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:5: service app: hostname is not taken over: its network is not its own",
            "compose.yaml:5:5: service app: ports is not taken over: it has no network of its own,"
                + " but host");
  }

  @ParameterizedTest
  @CsvSource({"bridge,bridge", "default,bridge", "none,none", "service:db,container:db"})
  void hasTheNetworkThatIsSaid(String written, String network) {
    app("network_mode: \"" + written + "\"");
    assertThat(compose.key("app", "network").replace("\"", "")).isEqualTo(network);
  }

  @Test
  void whatIsBuiltHasThePlatformOfItsNode() {
    app("platform: linux/arm64");
    assertThat(compose.key("app", "platform")).isEqualTo("linux/arm64");
    compose = new Composing(folder);
    app("platform: linux/arm64\nbuild: .");
    assertThat(compose.key("app", "platform")).isEmpty();
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:5: service app: platform is not taken over: an image is built for the"
                + " node that builds it");
  }

  @Test
  void saysThatACommandHasNoShell() {
    app("command: npm install && npm start");
    assertThat(compose.key("app", "command")).isEqualTo("- npm\n- install");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:4:14: service app: command: there is no shell, so nothing from \"&\" on is"
                + " passed, as with Docker Compose: write [sh, -c, \"...\"]");
  }
}
