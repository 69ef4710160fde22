import type { Page } from '../page.ts';
import { keyboardWords } from '../words/keyboard.ts';

/** The keys that the console knows. */
export const keyboardPage: Page = {
  path: '/keyboard',
  async show({ language }) {
    const words = keyboardWords[language];
    return {
      title: words.title,
      content: (
        <>
          <p>{words.says}</p>
          <dl class="keys">
            {words.keys.map(([key, does]) => (
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
};
