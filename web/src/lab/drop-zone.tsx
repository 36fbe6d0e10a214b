import { FileVideo } from 'lucide-react';
import { useId, useState, type DragEvent } from 'react';

interface DropZoneProps {
  /** What is accepted. */
  hint: string;
  onFile: (file: File) => void;
  onProblem: (sentence: string) => void;
}

/** Takes one file: dropped, or chosen with the mouse or the keyboard. */
export function DropZone({ hint, onFile, onProblem }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);

  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (files !== null && files.length > 1) {
      onProblem('Choose one video at a time.');
    } else if (file !== undefined) {
      onFile(file);
    }
  };

  const drag = (entered: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(entered);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the input in it does the same by keyboard
    <label
      htmlFor={id}
      className={`flex cursor-pointer flex-col items-center gap-3 rounded-2xl border-2 border-dashed px-6 py-12 text-center transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${over ? 'border-accent bg-accent-soft' : 'border-control/60 bg-surface hover:bg-raised'}`}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        take(event.dataTransfer.files);
      }}
    >
      <span className="shape rounded-full bg-accent-soft p-4 text-accent">
        <FileVideo aria-hidden className="size-7" />
      </span>
      <span className="font-medium">Choose a video, or drop it here</span>
      <span id={`${id}-hint`} className="text-sm text-pretty text-muted">
        {hint}
      </span>
      <input
        id={id}
        type="file"
        accept="video/*,.mp4,.mov,.webm,.mkv,.ivf"
        aria-label="Video file"
        aria-describedby={`${id}-hint`}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          // So that the same file can be chosen again.
          event.target.value = '';
        }}
      />
    </label>
  );
}
