package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resource types and providers that the plugins bring. A type's records are known only to its
 * plugin, so here every type is one of {@code Record}: this is the one place where that is
 * asserted.
 */
public final class Types {

  private final Map<String, ResourceType<Record, Record>> types = new LinkedHashMap<>();
  private final List<Provider<Record, Record>> providers;

  @SuppressWarnings("unchecked")
  public Types(
      Collection<? extends ResourceType<?, ?>> types,
      Collection<? extends Provider<?, ?>> providers) {
    types.forEach(t -> this.types.put(t.name(), (ResourceType<Record, Record>) t));
    this.providers = providers.stream().map(p -> (Provider<Record, Record>) p).toList();
  }

  @SuppressWarnings("unchecked")
  static Declared<Record> untyped(Declared<?> declared) {
    return (Declared<Record>) declared;
  }

  /**
   * @throws IllegalArgumentException if no plugin brings it
   */
  public ResourceType<Record, Record> type(String name) {
    ResourceType<Record, Record> type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no plugin brings the resource type " + name);
    }
    return type;
  }

  public Collection<ResourceType<Record, Record>> all() {
    return types.values();
  }

  public List<Provider<Record, Record>> providers() {
    return providers;
  }

  /** The providers that accept a resource; a playbook is in order only where it is exactly one. */
  public List<Provider<Record, Record>> accepting(Declared<Record> declared) {
    return providers.stream()
        .filter(p -> p.type().equals(declared.ref().type()))
        .filter(p -> p.accepts(declared.spec()))
        .toList();
  }

  public Optional<Provider<Record, Record>> provider(String type, String name) {
    return providers.stream()
        .filter(p -> p.type().equals(type) && p.name().equals(name))
        .findFirst();
  }

  /** What data was called until now, as far as its playbook says so. */
  public Optional<Ref> was(Declared<?> declared) {
    ResourceType<Record, Record> type = type(declared.ref().type());
    return type.movable()
        ? type.was(declared.spec()).map(name -> new Ref(declared.ref().type(), name))
        : Optional.empty();
  }

  /** The data that a resource has open where it was seen, whatever the playbook says of it now. */
  public Set<Ref> uses(Sight sight) {
    return type(sight.ref().type()).relationsSeen(sight.ref(), sight.state()).stream()
        .filter(r -> r.kind() == Relation.Kind.USES)
        .map(Relation::to)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether a provider's node half has a capability, such as {@code Movable}. */
  public boolean can(Ref ref, String provider, Class<?> capability) {
    return provider(ref.type(), provider)
        .map(Provider::node)
        .filter(capability::isInstance)
        .isPresent();
  }

  /** Who provides something that was seen, if that has an ability, such as {@code Loggable}. */
  public <T> Optional<T> able(Sight sight, Class<T> ability) {
    return provider(sight.ref().type(), sight.provider())
        .filter(ability::isInstance)
        .map(ability::cast);
  }

  /** Whether any provider of a type has it. */
  public boolean anyAble(String type, Class<?> ability) {
    return providers.stream().anyMatch(p -> p.type().equals(type) && ability.isInstance(p));
  }
}
