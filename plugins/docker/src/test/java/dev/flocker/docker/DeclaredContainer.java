package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Offer;
import dev.flocker.api.Ref;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;
import dev.flocker.docker.json.Json;
import dev.flocker.testkit.TestTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A container {@code web} of the image {@code web:1}, as a playbook declares it. */
abstract class DeclaredContainer {

  static final Ref WEB = new Ref("container", "web");
  static final Ref DATA = new Ref("volume", "data");

  static final Sources SOURCES =
      new Sources() {
        @Override
        public LocalFile local(Tree.Scalar path) {
          return new LocalFile(
              String.valueOf(DeclaredContainer.class.getResource(path.text()).getPath()), 1);
        }

        @Override
        public LocalFolder folder(Tree.Scalar path) {
          return LocalFolder.of(
              Path.of(DeclaredContainer.class.getResource(path.text()).getPath()));
        }

        @Override
        public VariablesFile variables(Tree.Scalar path) {
          return new VariablesFile(
              path.text(), Map.of("OF_FILE", new Secret("1"), "GREETING", new Secret("2")));
        }

        @Override
        public SourceFile source(Tree.Scalar path) {
          Secret text = new Secret("content of " + path.text() + "\n");
          LocalFile file = new LocalFile("/playbooks/" + path.text(), 1);
          return new SourceFile(path.text(), file, Optional.of(text), "");
        }
      };

  final ContainerType type = new ContainerType();

  static TestTopology topology() {
    return new TestTopology("contract")
        .node("n1", "10.0.0.11")
        .offer(DATA, new Offer.Directory(AbsolutePath.parse("/flocker/contract/data/data")));
  }

  static Container decode(String keys, List<Problem> problems) {
    Tree tree =
        Tree.of(Json.parse("{\"name\": \"web\", \"image\": \"web:1\"" + keys + "}").value());
    return new ContainerType()
        .declared()
        .decode(tree, "container web", Set.of(), SOURCES, problems::add);
  }

  static Container container(String keys) {
    List<Problem> problems = new ArrayList<>();
    Container spec = decode(keys, problems);
    assertThat(problems).isEmpty();
    return spec;
  }

  final ContainerState desired(String keys, TestTopology topology) {
    Container spec = container(keys);
    topology.declare(type, spec, "n1");
    return type.desired(new Declared<>(WEB, spec, List.of("n1"), Place.NOWHERE), "n1", topology);
  }
}
