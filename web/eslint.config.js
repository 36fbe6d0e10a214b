import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The folders of `src`, from the bottom up, and the folders whose `index.ts` each of them may import. */
const mayImport = {
  api: [],
  'clock-code': [],
  ui: [],
  clock: [],
  session: [],
  alerts: ['session'],
  account: ['alerts', 'session'],
  home: ['account', 'session'],
  history: ['alerts', 'home', 'session'],
  call: ['history', 'home', 'session'],
  lab: ['session'],
  dev: ['session'],
};

/** Every folder may import single files of these. */
const shared = ['api', 'clock-code', 'ui'];

const features = Object.keys(mayImport).filter((folder) => !shared.includes(folder));

/** Paths into the folders named; `rest` is what follows the folder's name. */
const into = (folders, rest) => `^(?:\\.\\.?/)+(?:${folders.join('|')})${rest}`;

const behindIndex = {
  regex: into(features, '/'),
  message: 'Import another feature through its index.',
};

const testingCode = {
  regex: '/testing/',
  message: 'Only tests may import testing code.',
};

/** The imports that are refused in some files; the last entry that matches a file counts. */
const restrict = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const layers = [
  restrict(['src/*.{ts,tsx}'], [behindIndex]),
  ...Object.entries(mayImport).flatMap(([folder, allowed]) => {
    const refused = features.filter((other) => other !== folder && !allowed.includes(other));
    const upwards = {
      regex: `^(?:\\.\\./)+(?:${refused.join('|')})(?:/|$)`,
      message: `See eslint.config.js for the folders that ${folder} may import.`,
    };
    return [
      restrict([`src/${folder}/**/*.{ts,tsx}`], [behindIndex, upwards, testingCode]),
      restrict(
        [`src/${folder}/**/*.test.{ts,tsx}`, `src/${folder}/testing/*.{ts,tsx}`],
        [behindIndex, upwards],
      ),
    ];
  }),
  restrict(
    ['src/call/engine/**/*.ts'],
    [
      {
        regex: '^(?!\\./|\\.\\./\\.\\./clock-code/)',
        message: 'The engine imports nothing but its own files and those of clock-code.',
      },
    ],
  ),
  restrict(
    ['src/call/engine/**/*.test.ts'],
    [
      {
        regex: '^(?!\\./|\\.\\./testing/|\\.\\./\\.\\./(?:clock-code|testing)/|vitest$)',
        message: 'Tests of the engine import the engine, its fakes, clock-code and vitest only.',
      },
    ],
  ),
  restrict(
    ['src/call/engine/*/*.ts'],
    [
      {
        regex: '^(?!\\./|\\.\\./[\\w-]+$)',
        message: 'The engine imports nothing but its own files.',
      },
    ],
  ),
  restrict(
    ['src/call/engine/*/*.test.ts'],
    [
      {
        regex: '^(?!\\./|\\.\\./[\\w-]+$|\\.\\./\\.\\./testing/|vitest$)',
        message: 'Tests of the engine import the engine, its fakes and vitest only.',
      },
    ],
  ),
];

export default tseslint.config(
  { ignores: ['**/target/', 'node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.strict],
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression:not([source.value=/^\\.\\u002f/])',
          message: 'A feature loads only its own pages lazily; export them from its index.',
        },
      ],
      // The product sends no captions yet; the rule would require a track element for live video.
      'jsx-a11y/media-has-caption': 'off',
    },
  },
  ...layers,
);
