package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML into trees. */
public final class YamlReader {

  /** The tag of a value that Ansible Vault encrypted. */
  public static final String VAULT = "!vault";

  /** The tag of a value that is no template, whatever it looks like. */
  public static final String UNSAFE = "!unsafe";

  private static final Set<String> ANSIBLE = Set.of(VAULT, UNSAFE);

  private YamlReader() {}

  /**
   * The one document of a file; a null scalar if the file is empty.
   *
   * @return null if there was a problem, which is then reported
   */
  public static @Nullable Tree read(Path path, Problems problems) {
    Place place = Place.of(TextFile.shown(path));
    String text = TextFile.read(path, place, "file", problems);
    return text == null ? null : parse(text, place.file(), problems);
  }

  /**
   * The one document of a text. A value with a tag of Ansible's becomes {@code {"!vault": VALUE}}.
   *
   * @param file for places
   * @return null if there was a problem, which is then reported
   */
  public static @Nullable Tree parse(String text, String file, Problems problems) {
    return parse(text, file, problems, null);
  }

  /**
   * The same of a file that Ansible reads: of keys of one name the last counts.
   *
   * @param warnings gets whole messages
   */
  public static @Nullable Tree lenient(
      String text, String file, Problems problems, Consumer<String> warnings) {
    return parse(text, file, problems, warnings);
  }

  private static @Nullable Tree parse(
      String text, String file, Problems problems, @Nullable Consumer<String> repeated) {
    try {
      Node root = new Yaml(options()).compose(new StringReader(text));
      return root == null
          ? new Tree.Scalar(new Place(file, 1, 1), null, false, false)
          : new Composition(file, ANSIBLE, repeated).tree(root);
    } catch (Composition.Refused e) {
      problems.add(e.problem());
    } catch (MarkedYAMLException e) {
      problems.add(YamlErrors.plain(e, text, file));
    } catch (YAMLException e) {
      problems.add(unmarked(e, file));
    }
    return null;
  }

  /**
   * The documents of a text that may hold several, and local tags.
   *
   * @param file for places
   * @param tags such as {@code !reset}; a value with one becomes {@code {"!reset": VALUE}}
   * @return null if there was a problem, which is then reported
   */
  public static @Nullable List<Tree> documents(
      String text, String file, Set<String> tags, Problems problems) {
    try {
      List<Tree> documents = new ArrayList<>();
      for (Node root : new Yaml(options()).composeAll(new StringReader(text))) {
        documents.add(new Composition(file, tags, null).tree(root));
      }
      return documents;
    } catch (Composition.Refused e) {
      problems.add(e.problem());
    } catch (MarkedYAMLException e) {
      problems.add(YamlErrors.plain(e, text, file));
    } catch (YAMLException e) {
      problems.add(unmarked(e, file));
    }
    return null;
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(TextFile.LIMIT);
    options.setNestingDepthLimit(Composition.DEPTH);
    // Composition limits what aliases expand to, which is what hurts.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    return options;
  }

  private static Problem unmarked(YAMLException e, String file) {
    String message = String.valueOf(e.getMessage());
    if (message.startsWith("Nesting Depth")) {
      return new Problem(
          Place.of(file),
          "YAML",
          "is nested more than " + Composition.DEPTH + " deep",
          "make it flatter");
    }
    if (message.startsWith("special characters")) {
      return new Problem(
          Place.of(file),
          "YAML",
          "has a control character in it",
          "remove it, or write it as an escape in double quotes");
    }
    return new Problem(Place.of(file), "YAML", "cannot be read: " + message, "correct it");
  }
}
