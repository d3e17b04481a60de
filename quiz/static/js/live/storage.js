/* What this browser remembers; where it may not, the page remembers until it is left. */

const memory = new Map();

function open(name) {
  try {
    return window[name];
  } catch (error) {
    return null;
  }
}

function make(store, prefix) {
  return {
    read(name) {
      const key = prefix + name;
      try {
        const text = store.getItem(key);
        return text === null ? null : JSON.parse(text);
      } catch (error) {
        return memory.has(key) ? memory.get(key) : null;
      }
    },
    write(name, value) {
      const key = prefix + name;
      memory.set(key, value);
      try {
        store.setItem(key, JSON.stringify(value));
      } catch (error) {
        // Full or closed: `memory` has it.
      }
    },
    remove(name) {
      const key = prefix + name;
      memory.delete(key);
      try {
        store.removeItem(key);
      } catch (error) {
        // There was nothing to remove.
      }
    },
  };
}

/* Kept across visits, under names of this event's own. */
export function lasting(key) {
  return make(open("localStorage"), `celadon.${key}.`);
}

/* Kept while this tab lives, from one language's page to the other's. */
export function passing(key) {
  return make(open("sessionStorage"), `celadon.${key}.`);
}
