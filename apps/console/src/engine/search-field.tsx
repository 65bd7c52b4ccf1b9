import { SearchOutlined } from '@ant-design/icons';
import { useUrlState } from '@haowu/ui/desk/index.ts';
import { Input } from 'antd';

/** Words to look for, kept in the address under `name` with Enter or when cleared. */
export function SearchField(props: { name: string; label: string; className: string; size?: 'small' }) {
  const { get, set } = useUrlState();
  const held = get(props.name) ?? '';
  return (
    <Input
      key={held}
      allowClear
      className={`${props.className} ${held ? 'desk-filter-set' : ''}`}
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={props.label}
      aria-label={props.label}
      defaultValue={held}
      {...(props.size ? { size: props.size } : {})}
      onPressEnter={(event) => set({ [props.name]: event.currentTarget.value.trim() })}
      onBlur={(event) => set({ [props.name]: event.currentTarget.value.trim() })}
      onChange={(event) => {
        if (event.target.value === '' && held) set({ [props.name]: undefined });
      }}
    />
  );
}
