package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files, extends and include. */
class MergeTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  private String key(String name) {
    return compose.key("app", name);
  }

  @Test
  void laterFilesWinKeyByKeyAndAddToLists() {
    compose
        .file(
            """
            services:
              app:
                image: app:1
                command: old one
                entrypoint: [a, b]
                healthcheck: {test: [CMD, a], interval: 5s}
                environment: [A=1, B=1]
                labels: {a: "1"}
                ports: ["80:80", "81:81"]
                dns: 1.1.1.1
                volumes: [one:/one, two:/two]
                ulimits: {nofile: 5, nproc: {soft: 1, hard: 2}}
                logging: {driver: json-file, options: {max-size: 1m}}
            volumes: {one: , two: , three: }
            """)
        .file(
            "over.yaml",
            """
            services:
              app:
                command: new
                entrypoint: c
                healthcheck: {test: curl x}
                environment: {B: 2, C: 3}
                labels: [b=2]
                ports: ["80:80", "82:82/tcp"]
                dns: [1.1.1.1, 8.8.8.8]
                volumes: ["three:/two:ro"]
                ulimits: {nofile: 6}
                logging: {options: {max-file: "3"}}
            """);
    assertThat(key("image")).isEqualTo("\"app:1\"");
    assertThat(key("command")).isEqualTo("- new");
    assertThat(key("entrypoint")).isEqualTo("- c");
    assertThat(key("healthcheck"))
        .isEqualTo("test:\n  - CMD-SHELL\n  - \"curl x\"\ninterval: \"5s\"");
    assertThat(key("environment")).isEqualTo("A: \"1\"\nB: \"2\"\nC: \"3\"");
    assertThat(key("labels")).isEqualTo("a: \"1\"\nb: \"2\"");
    assertThat(key("ports").lines().filter(l -> l.contains("external")))
        .containsExactly("  external: 80", "  external: 81", "  external: 82");
    assertThat(key("dns")).isEqualTo("- \"1.1.1.1\"\n- \"8.8.8.8\"");
    assertThat(key("volumes"))
        .isEqualTo(
            "- name: one\n  mountpoint: /one\n"
                + "- name: three\n  mountpoint: /two\n  read_only: true");
    assertThat(key("ulimits")).isEqualTo("nofile: \"6:6\"\nnproc: \"1:2\"");
    assertThat(key("logging"))
        .isEqualTo("driver: json-file\noptions:\n  max-size: \"1m\"\n  max-file: \"3\"");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void aLoggingOfAnotherDriverIsTakenWhole() {
    compose
        .file("services: {app: {image: a, logging: {driver: json-file, options: {a: b}}}}")
        .file("over.yaml", "services: {app: {logging: {driver: syslog}}}");
    assertThat(key("logging")).isEqualTo("driver: syslog");
  }

  @Test
  void aNameAloneTakesItsValueFromTheEnvironmentAgain() {
    compose
        .set("A", "host")
        .file("services: {app: {image: a, environment: {A: 1, B: 1}}}")
        .file("over.yaml", "services: {app: {environment: [A, B]}}");
    assertThat(key("environment")).isEqualTo("A: host");
  }

  @Test
  void resetTakesAwayAndOverrideReplaces() {
    compose
        .file(
            """
            services:
              app:
                image: a
                command: x
                hostname: h
                environment: {A: "1", B: "1"}
                ports: ["80:80"]
              gone: {image: b}
            """)
        .file(
            "over.yaml",
            """
            services:
              app:
                hostname: !reset null
                environment: {A: !reset null, C: !override "3"}
                ports: !override ["81:81"]
              gone: !reset
            """);
    assertThat(key("hostname")).isEmpty();
    assertThat(key("environment")).isEqualTo("B: \"1\"\nC: \"3\"");
    assertThat(key("ports")).contains("81").doesNotContain("80");
    assertThat(compose.resources().toString()).doesNotContain("gone");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void tagsInASingleFileActUponNothing() {
    compose.file(
        "services: {app: {image: a, ports: !reset [], environment: !override {A: \"1\"}}}");
    assertThat(key("ports")).isEmpty();
    assertThat(key("environment")).isEqualTo("A: \"1\"");
  }

  @Test
  void severalDocumentsAreSeveralFiles() {
    compose.file("services: {app: {image: a, user: x}}\n---\nservices: {app: {image: b}}\n");
    assertThat(key("image")).isEqualTo("b");
    assertThat(key("user")).isEqualTo("x");
  }

  @Test
  void mergeKeysAndAnchorsAndExtensionsMeanWhatYamlSays() {
    compose.file(
        """
        x-common: &common
          restart: unless-stopped
          environment: &env {A: "1"}
        services:
          app:
            <<: *common
            x-note: nothing
            image: a
            environment: {<<: *env, B: "2"}
        """);
    assertThat(key("restart")).isEqualTo("always");
    assertThat(key("environment")).isEqualTo("B: \"2\"\nA: \"1\"");
    assertThat(compose.notes()).isEmpty();
  }

  @Test
  void extendsAServiceOfTheSameFile() {
    compose.file(
        """
        services:
          base: {image: a, environment: {A: "1"}, cap_add: [X], profiles: [never]}
          middle: {extends: {service: base}, environment: {B: "1"}, profiles: [never]}
          app: {extends: middle, environment: {B: "2"}, profiles: !reset []}
        """);
    assertThat(key("environment")).isEqualTo("A: \"1\"\nB: \"2\"");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void extendsAServiceOfAnotherFileWhosePathsLeadFromThere() {
    compose
        .with("sub/x.env", "A=1\n")
        .with("sub/deep/y.env", "B=1\n")
        .with(
            "sub/deep/deep.yaml",
            "services: {deep: {image: d, env_file: y.env, volumes: [./data:/d]}}")
        .with(
            "sub/other.yaml",
            """
            services:
              other:
                extends: {file: deep/deep.yaml, service: deep}
                env_file: x.env
            """)
        .file("services: {app: {extends: {file: sub/other.yaml, service: other}, image: a}}");
    assertThat(key("environment")).isEqualTo("B: \"1\"\nA: \"1\"");
    assertThat(key("image")).isEqualTo("a");
    assertThat(compose.problems()).isEmpty();
    assertThat(compose.notes())
        .contains(
            "sub/deep/deep.yaml:1:56: service app: volumes: ./sub/deep/data is the volume"
                + " app-sub-deep-data");
  }

  @Test
  void saysWhyAServiceCannotBeExtended() {
    compose
        .with("other.yaml", "services: {x: {image: a}}")
        .file(
            """
            services:
              a: {extends: b}
              b: {extends: a}
              c: {extends: d}
              e: {extends: {file: none.yaml, service: f}}
              g: {extends: {file: other.yaml, service: y}}
            """);
    compose.resources();
    assertThat(compose.problems())
        .containsExactlyInAnyOrder(
            "compose.yaml:2:7: service a: extends: leads back to a; break the circle",
            "compose.yaml:3:7: service b: extends: leads back to b; break the circle",
            "compose.yaml:4:16: service c: extends: compose.yaml has no service \"d\"; the known"
                + " ones are a, b, c, e, g",
            "compose.yaml:5:23: extends: none.yaml does not exist; check its name and its folder",
            "compose.yaml:6:16: service g: extends: other.yaml has no service \"y\"; the known"
                + " ones are x");
  }

  @Test
  void includesApplicationsOfTheirOwn() {
    compose
        .set("WHO", "host")
        .with("sub/.env", "WHO=own\nWHAT=own\n")
        .with("sub/x.env", "A=1\n")
        .with(
            "sub/compose.yaml",
            """
            services:
              app: {image: "a:$WHAT", command: $WHO, env_file: x.env, volumes: [data:/d]}
              other: {image: o, hostname: theirs, user: theirs}
            volumes: {data: }
            """)
        .file("include: [sub/compose.yaml]\nservices: {other: {hostname: mine}}");
    assertThat(key("image")).isEqualTo("\"a:own\"");
    assertThat(key("command")).isEqualTo("- host");
    assertThat(key("environment")).isEqualTo("A: \"1\"");
    assertThat(key("volumes")).isEqualTo("- name: data\n  mountpoint: /d");
    assertThat(compose.key("other", "hostname")).isEqualTo("mine");
    assertThat(compose.key("other", "user")).isEqualTo("theirs");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void includesSeveralFilesAsOneWithAnEnvFileAndAFolder() {
    compose
        .with("my.env", "WHAT=mine\n")
        .with("far/x.env", "A=1\n")
        .with("sub/a.yaml", "services: {app: {image: \"a:$WHAT\", env_file: x.env}}")
        .with("sub/b.yaml", "services: {app: {user: b}}")
        .file(
            """
            include:
              - path: [sub/a.yaml, sub/b.yaml]
                project_directory: far
                env_file: my.env
            """);
    assertThat(key("image")).isEqualTo("\"a:mine\"");
    assertThat(key("environment")).isEqualTo("A: \"1\"");
    assertThat(key("user")).isEqualTo("b");
  }

  @Test
  void saysWhatCannotBeIncluded() {
    compose
        .with("circle.yaml", "include: [compose.yaml]\nservices: {x: {image: a}}")
        .file(
            """
            include: [circle.yaml, none.yaml, "oci://x/y"]
            services: {app: {image: a}}
            """);
    compose.resources();
    assertThat(compose.problems())
        .containsExactlyInAnyOrder(
            "circle.yaml:1:11: include: compose.yaml includes itself; break the circle",
            "compose.yaml:1:24: include: none.yaml does not exist; check its name and its folder",
            "compose.yaml:1:35: include: \"oci://x/y\" is no file here; name one, relative to this"
                + " file");
  }
}
