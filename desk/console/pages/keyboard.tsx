import type { Page } from '../page.ts';
import { keyboardWords } from '../words/keyboard.ts';

/** The page of the keys: those of the other pages are in the navigation, too. */
export const keyboardPage = (others: readonly Page[]): Page => ({
  path: '/keyboard',
  async show({ language }) {
    const words = keyboardWords[language];
    const opened = others.flatMap(({ navigation }) =>
      navigation ? [[`g ${navigation.key}`, navigation.name(language)] as const] : [],
    );
    return {
      title: words.title,
      content: (
        <>
          <p>{words.says}</p>
          <dl class="keys">
            {[...words.keys, ...opened].map(([key, does]) => (
              <div>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </>
      ),
    };
  },
});
