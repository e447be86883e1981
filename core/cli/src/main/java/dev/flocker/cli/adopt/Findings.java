package dev.flocker.cli.adopt;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Adoptable;
import dev.flocker.api.node.Outside;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.OneLine;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import dev.flocker.node.wire.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a node says of what runs on it outside of flocker. It may say anything. */
public final class Findings {

  private final Types types;
  private final NodeSession session;

  public Findings(Types types, NodeSession session) {
    this.types = types;
    this.session = session;
  }

  /**
   * @param group such as a Compose project; empty for all
   * @throws NodeTrouble if there is none of a name, or the node says what no playbook could
   */
  public List<Outside> survey(List<String> names, String group) {
    List<Outside> found = new ArrayList<>();
    for (Provider<Record, Record> provider : adopting()) {
      Object said = ask(provider, Operation.SURVEY, Map.of("names", names, "group", group));
      try {
        ((List<?>) said).stream().map(Message::of).map(Findings::outside).forEach(found::add);
        found.forEach(this::requireSayable);
      } catch (IllegalArgumentException | ClassCastException e) {
        throw new NodeTrouble.StepFailed(
            session.node(), "what it says of its containers cannot be: " + e.getMessage(), "");
      }
    }
    return found;
  }

  /**
   * What is left of what was taken over, a line each.
   *
   * @throws NodeTrouble if the node does not say it in lines
   */
  public List<String> left() {
    List<String> left = new ArrayList<>();
    for (Provider<Record, Record> provider : adopting()) {
      if (!(ask(provider, Operation.LEFT, Map.of()) instanceof List<?> lines)) {
        throw new NodeTrouble.StepFailed(
            session.node(), "what it says is left there cannot be: it is no list", "");
      }
      lines.forEach(line -> left.add(OneLine.of(String.valueOf(line))));
    }
    return left;
  }

  public void discard() {
    adopting().forEach(provider -> perform(provider, Operation.DISCARD, Map.of()));
  }

  private List<Provider<Record, Record>> adopting() {
    return types.providers().stream().filter(p -> p.node() instanceof Adoptable).toList();
  }

  private Object ask(Provider<Record, Record> provider, Operation what, Map<String, Object> with) {
    Object said = perform(provider, what, with);
    return said == null ? List.of() : said;
  }

  private @Nullable Object perform(
      Provider<Record, Record> provider, Operation what, Map<String, Object> with) {
    Ref all = new Ref(provider.type(), "*");
    Call call = new Call(provider.name(), what, "", all, with);
    return session.perform(List.of(call), Progress.NONE).getFirst();
  }

  private static Outside outside(Message said) {
    Map<String, Object> keys = new LinkedHashMap<>();
    said.message("keys")
        .body()
        .forEach(
            (key, value) -> {
              if (value != null) {
                keys.put(key, value);
              }
            });
    Map<String, Map<String, String>> secrets = new LinkedHashMap<>();
    said.message("secrets")
        .body()
        .keySet()
        .forEach(key -> secrets.put(key, said.message("secrets").textsByName(key)));
    return new Outside(said.text("type"), keys, secrets, said.texts("notes"));
  }

  /** It is what its type can be, and names no file of the controller's. */
  private void requireSayable(Outside outside) {
    Map<String, Object> all = new LinkedHashMap<>(outside.keys());
    all.putAll(outside.secrets());
    List<Problem> problems = new ArrayList<>();
    types
        .type(outside.type())
        .declared()
        .decode(
            (Tree.Mapping) Tree.of(all),
            outside.type() + " " + outside.keys().get("name"),
            Set.of(),
            Sources.NONE,
            problems::add);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.getFirst().toString());
    }
  }
}
